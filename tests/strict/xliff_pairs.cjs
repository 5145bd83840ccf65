// Prints the units of XLIFF files as npm's xliff reads them, and saves them anew: node xliff_pairs.cjs FILE...
const fs = require("node:fs");
const xliff = require("xliff");

(async () => {
  for (const name of process.argv.slice(2)) {
    const text = fs.readFileSync(name, "utf8");
    const is1 = text.includes('version="1.2"');
    const read = await (is1 ? xliff.xliff12ToJs(text) : xliff.xliff2js(text));
    const units = Object.values(read.resources).flatMap((file) => Object.entries(file));
    console.log(JSON.stringify(units.map(([id, unit]) => [id, unit.source ?? "", unit.target ?? ""])));
    fs.writeFileSync(`${name}.saved`, await (is1 ? xliff.jsToXliff12(read) : xliff.js2xliff(read)));
  }
})();
