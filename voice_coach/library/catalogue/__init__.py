"""The bundled catalogue: exercises, poses, figures and the screening questions."""
