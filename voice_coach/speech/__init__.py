"""Words to clips: the engines behind one port, the worker process, the clip store."""
