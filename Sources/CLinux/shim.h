/* Calls that glibc declares only with _GNU_SOURCE, which Swift's Glibc module is built without. */
int syncfs(int fd);
