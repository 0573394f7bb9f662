#if defined(__linux__) && defined(__clang__)
#define _GNU_SOURCE
#include "MutexAnnotations.h"

#include <dlfcn.h>
#include <stdint.h>

// There in programs that are built with the sanitizer.
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

typedef __attribute__((swiftcall)) void Lock(uint32_t thread, __attribute__((swift_context)) void *mutex);
typedef __attribute__((swiftcall)) void Unlock(__attribute__((swift_context)) void *mutex);

// Synchronization._MutexHandle._lockSlow(UInt32)
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
// Synchronization._MutexHandle._unlockSlow()
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

Lock lock __asm__(LOCK);
Unlock unlock __asm__(UNLOCK);

__attribute__((swiftcall)) void lock(uint32_t thread, __attribute__((swift_context)) void *mutex) {
  static Lock *original;
  Lock *next = __atomic_load_n(&original, __ATOMIC_RELAXED);
  if (!next) {
    next = (Lock *)dlsym(RTLD_NEXT, LOCK);
    __atomic_store_n(&original, next, __ATOMIC_RELAXED);
  }
  next(thread, mutex);
  if (__tsan_acquire) __tsan_acquire(mutex);
}

__attribute__((swiftcall)) void unlock(__attribute__((swift_context)) void *mutex) {
  static Unlock *original;
  Unlock *next = __atomic_load_n(&original, __ATOMIC_RELAXED);
  if (!next) {
    next = (Unlock *)dlsym(RTLD_NEXT, UNLOCK);
    __atomic_store_n(&original, next, __ATOMIC_RELAXED);
  }
  if (__tsan_release) __tsan_release(mutex);
  next(mutex);
}
#endif
