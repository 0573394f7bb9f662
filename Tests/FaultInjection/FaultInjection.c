#ifdef __linux__
#define _GNU_SOURCE
#include "FaultInjection.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const char *call, *path, *command, *clock_fault;
static int at = 1, error;
static atomic_int calls;

// The function of the C library that a function here stands before.
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int number(const char *name, int otherwise) {
  const char *text = getenv(name);
  return text ? atoi(text) : otherwise;
}

__attribute__((constructor)) static void begin(void) {
  call = getenv("FAULT_CALL");
  path = getenv("FAULT_PATH");
  command = getenv("FAULT_RUN");
  clock_fault = getenv("FAULT_CLOCK");
  at = number("FAULT_AT", 1);
  error = number("FAULT_ERROR", 0);
  // Not for the commands that are run.
  unsetenv("LD_PRELOAD");
  int user = number("FAULT_USER", 0);
  if (user != 0 && (setgroups(0, NULL) != 0 || setgid(user) != 0 || setuid(user) != 0)) {
    perror("FAULT_USER");
    _exit(125);
  }
}

// Does what is to be done at a call; the error with which it is to fail, or 0.
static int suffer(const char *this_call, const char *this_path) {
  if (!call || !path || !this_path || strcmp(call, this_call) != 0) return 0;
  size_t length = strlen(this_path), end = strlen(path);
  if (length < end || strcmp(this_path + length - end, path) != 0) return 0;
  int count = atomic_fetch_add(&calls, 1) + 1;
  if (count == at && command) {
    if (system(command) != 0) fprintf(stderr, "FAULT_RUN failed: %s\n", command);
  }
  return count >= at ? error : 0;
}

static int suffer_at(const char *this_call, int descriptor) {
  char link[64], name[4096];
  if (!call || strcmp(call, this_call) != 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, name, sizeof name - 1);
  if (length < 0) return 0;
  name[length] = 0;
  return suffer(this_call, name);
}

#define FAIL_IF(expected, failure) \
  do { \
    int code = (expected); \
    if (code != 0) { \
      errno = code; \
      return failure; \
    } \
  } while (0)

int open(const char *name, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  FAIL_IF(suffer("open", name), -1);
  return NEXT(open)(name, flags, mode);
}

int openat(int folder, const char *name, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  FAIL_IF(suffer("open", name), -1);
  return NEXT(openat)(folder, name, flags, mode);
}

DIR *opendir(const char *name) {
  FAIL_IF(suffer("list", name), NULL);
  return NEXT(opendir)(name);
}

ssize_t read(int descriptor, void *bytes, size_t count) {
  FAIL_IF(suffer_at("read", descriptor), -1);
  return NEXT(read)(descriptor, bytes, count);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  FAIL_IF(suffer_at("write", descriptor), -1);
  return NEXT(write)(descriptor, bytes, count);
}

int mkdirat(int folder, const char *name, mode_t mode) {
  FAIL_IF(suffer("make", name), -1);
  return NEXT(mkdirat)(folder, name, mode);
}

int renameat(int old_folder, const char *old_name, int folder, const char *name) {
  FAIL_IF(suffer("move", name), -1);
  return NEXT(renameat)(old_folder, old_name, folder, name);
}

int unlinkat(int folder, const char *name, int flags) {
  FAIL_IF(suffer("remove", name), -1);
  return NEXT(unlinkat)(folder, name, flags);
}

int syncfs(int folder) {
  FAIL_IF(suffer_at("flush", folder), -1);
  return NEXT(syncfs)(folder);
}

// How wrong the clock of the day is at this look, in seconds.
static long wrong(void) {
  static atomic_int looks;
  if (!clock_fault) return 0;
  if (strcmp(clock_fault, "jumps") != 0) return atol(clock_fault);
  long years = atomic_fetch_add(&looks, 1) % 7 - 3;
  return years * 315576000;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}

int gettimeofday(struct timeval *restrict result, void *restrict zone) {
  int status = NEXT(gettimeofday)(result, zone);
  result->tv_sec += wrong();
  return status;
}

int clock_gettime(clockid_t clock, struct timespec *result) {
  int status = NEXT(clock_gettime)(clock, result);
  if (status == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) result->tv_sec += wrong();
  return status;
}
#endif
