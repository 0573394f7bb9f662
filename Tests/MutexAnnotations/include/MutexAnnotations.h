// Loaded before a program that is built with the thread sanitizer (LD_PRELOAD), this tells the sanitizer of the slow
// ways through Swift's Mutex. They are in a library of the toolchain that is not built with it, so that without this
// every lock for which a thread has to wait looks like none.
