#include "CGMime.h"

#include <dlfcn.h>
#include <iconv.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* The declarations of GMime 3 and GLib 2, whose binary interfaces have been the same since their first releases. */
typedef struct {
  void (*init)(void);
  void *(*options_new)(void);
  void (*options_free)(void *);
  void (*options_set_fallback_charsets)(void *, const char **);
  void (*options_set_allow_addresses_without_domain)(void *, int);
  char *(*decode_text)(void *, const char *);
  void *(*addresses_parse)(void *, const char *);
  int (*addresses_length)(void *);
  void *(*addresses_get)(void *, int);
  const char *(*address_name)(void *);
  size_t (*group_type)(void);
  void *(*group_members)(void *);
  size_t (*mailbox_type)(void);
  const char *(*mailbox_address)(void *);
  int (*is_a)(void *, size_t);
  void (*unref)(void *);
  void (*free)(void *);
} Functions;

/* Groups do not hold groups; what says otherwise is not followed further than this. */
enum { deepest_group = 4 };

/* The library's caches of charsets are not safe to share in every version, so that one call runs at a time. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Functions gmime;
static char loaded_name[256];
static char failure[512];

static void remember_failure(const char *text) {
  strncpy(failure, text != NULL ? text : "it cannot be loaded", sizeof failure - 1);
}

static bool find(void *library, const char *name, void *function) {
  void *symbol = dlsym(library, name);
  if (symbol == NULL) {
    remember_failure(dlerror());
    return false;
  }
  memcpy(function, &symbol, sizeof symbol);
  return true;
}

static bool find_all(void *library, Functions *found) {
  const struct {
    const char *name;
    void *function;
  } wanted[] = {
      {"g_mime_init", &found->init},
      {"g_mime_parser_options_new", &found->options_new},
      {"g_mime_parser_options_free", &found->options_free},
      {"g_mime_parser_options_set_fallback_charsets", &found->options_set_fallback_charsets},
      {"g_mime_parser_options_set_allow_addresses_without_domain",
       &found->options_set_allow_addresses_without_domain},
      {"g_mime_utils_header_decode_text", &found->decode_text},
      {"internet_address_list_parse", &found->addresses_parse},
      {"internet_address_list_length", &found->addresses_length},
      {"internet_address_list_get_address", &found->addresses_get},
      {"internet_address_get_name", &found->address_name},
      {"internet_address_group_get_type", &found->group_type},
      {"internet_address_group_get_members", &found->group_members},
      {"internet_address_mailbox_get_type", &found->mailbox_type},
      {"internet_address_mailbox_get_addr", &found->mailbox_address},
      {"g_type_check_instance_is_a", &found->is_a},
      {"g_object_unref", &found->unref},
      {"g_free", &found->free},
  };
  for (size_t index = 0; index < sizeof wanted / sizeof wanted[0]; index++) {
    if (!find(library, wanted[index].name, wanted[index].function)) return false;
  }
  return true;
}

static bool load(const char *name) {
  if (strlen(name) >= sizeof loaded_name) {
    remember_failure("its name is too long");
    return false;
  }
  /* It stays open: GLib cannot be unloaded. */
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    remember_failure(dlerror());
    return false;
  }
  Functions found;
  if (!find_all(library, &found)) return false;
  found.init();
  gmime = found;
  strcpy(loaded_name, name);
  return true;
}

const char *cgmime_load(const char *name) {
  pthread_mutex_lock(&lock);
  bool done = strcmp(loaded_name, name) == 0 || load(name);
  pthread_mutex_unlock(&lock);
  return done ? NULL : failure;
}

static bool is_known(const char *charset) {
  iconv_t converter = iconv_open("UTF-8", charset);
  if (converter == (iconv_t)-1) return false;
  iconv_close(converter);
  return true;
}

static void set_charset(void *options, const char *charset) {
  if (charset == NULL || !is_known(charset)) charset = "windows-1252";
  const char *charsets[] = {"utf-8", charset, NULL};
  gmime.options_set_fallback_charsets(options, charsets);
}

void *cgmime_options_new(void) {
  pthread_mutex_lock(&lock);
  void *options = gmime.options_new();
  gmime.options_set_allow_addresses_without_domain(options, 1);
  set_charset(options, NULL);
  pthread_mutex_unlock(&lock);
  return options;
}

void cgmime_options_free(void *options) {
  pthread_mutex_lock(&lock);
  gmime.options_free(options);
  pthread_mutex_unlock(&lock);
}

void cgmime_options_set_charset(void *options, const char *charset) {
  pthread_mutex_lock(&lock);
  set_charset(options, charset);
  pthread_mutex_unlock(&lock);
}

char *cgmime_decode_text(void *options, const char *field) {
  pthread_mutex_lock(&lock);
  char *text = gmime.decode_text(options, field);
  pthread_mutex_unlock(&lock);
  return text;
}

void cgmime_free(char *text) {
  if (text != NULL) gmime.free(text);
}

static void each_mailbox(
    void *list, int depth, void (*found)(void *, const char *, const char *), void *context) {
  int count = gmime.addresses_length(list);
  for (int index = 0; index < count; index++) {
    void *address = gmime.addresses_get(list, index);
    if (address == NULL) continue;
    if (gmime.is_a(address, gmime.group_type())) {
      void *members = gmime.group_members(address);
      if (members != NULL && depth < deepest_group) each_mailbox(members, depth + 1, found, context);
    } else if (gmime.is_a(address, gmime.mailbox_type())) {
      const char *mailbox = gmime.mailbox_address(address);
      found(context, gmime.address_name(address), mailbox != NULL ? mailbox : "");
    }
  }
}

void cgmime_parse_addresses(
    void *options, const char *field, void (*found)(void *context, const char *name, const char *address),
    void *context) {
  pthread_mutex_lock(&lock);
  void *list = gmime.addresses_parse(options, field);
  if (list != NULL) {
    each_mailbox(list, 0, found, context);
    gmime.unref(list);
  }
  pthread_mutex_unlock(&lock);
}
