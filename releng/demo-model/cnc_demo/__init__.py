"""A simulated CNC machine, a model that reads its programs back from its sensors, and the files made of both."""
