"""Runs untrusted code fast, isolated and limited; knows nothing of questions or verdicts."""

from viva.sandbox.broker import Sandbox, probe
from viva.sandbox.decoding import BadEncoding, decode
from viva.sandbox.encoding import ArrayInput, CannotEncode, Encodable, TensorValue, encode
from viva.sandbox.limits import Limits
from viva.sandbox.replies import (
    CpuExceeded,
    Died,
    Frame,
    Garbled,
    MemoryExceeded,
    OutputExceeded,
    Raised,
    Reply,
    ResultExceeded,
    Returned,
    TimedOut,
)
from viva.sandbox.session import Session
from viva.sandbox.tiers import Layer, NoSandbox, Tier, TierReport

__all__ = [
    "ArrayInput",
    "BadEncoding",
    "CannotEncode",
    "CpuExceeded",
    "Died",
    "Encodable",
    "Frame",
    "Garbled",
    "Layer",
    "Limits",
    "MemoryExceeded",
    "NoSandbox",
    "OutputExceeded",
    "Raised",
    "Reply",
    "ResultExceeded",
    "Returned",
    "Sandbox",
    "Session",
    "TensorValue",
    "Tier",
    "TierReport",
    "TimedOut",
    "decode",
    "encode",
    "probe",
]
