"""What makes the natural voice's clips, as far as it can be told from theirs."""

WEIGHTS_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""Of the four parts joined: kokoro-v1.0.int8.onnx, as it was published."""

MASTERING = 2
"""Goes up when mastering makes other clips."""

PRONUNCIATION = 2
"""Goes up when a text comes to other phonemes, speed or pieces."""

VERSION = f"kokoro {WEIGHTS_SHA256[:8]}, pronunciation {PRONUNCIATION}, mastering {MASTERING}"
