// Nothing but the headers that CMake precompiles with it.
