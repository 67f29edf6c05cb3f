"""The version of the natural voice's clips: everything that changes their sound."""

WEIGHTS_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""The hash of the four parts joined: kokoro-v1.0.int8.onnx, as it was published."""

MASTERING = 2
"""Raise it when mastering makes other clips."""

PRONUNCIATION = 3
"""Raise it when a text gets other phonemes, style, speed or pieces."""

VERSION = f"kokoro {WEIGHTS_SHA256[:8]}, pronunciation {PRONUNCIATION}, mastering {MASTERING}"
