"""What makes vectors of sentences: the embedded encoder, others by name, and anybody's own."""

from diptych.alignment.encoders.loading import load_encoder
from diptych.alignment.encoders.protocol import Encoder, PoolingEncoder, TwoLooks

__all__ = ["Encoder", "PoolingEncoder", "TwoLooks", "load_encoder"]
