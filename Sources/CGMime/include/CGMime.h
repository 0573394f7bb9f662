/* The few functions of GMime that header fields are read with.

   The library is loaded when it is first needed, so that building needs nothing of it, and a program without it can do
   everything else. All functions may be called from several threads at a time. Texts are UTF-8 as far as the library
   can tell; what callers get must be given back where it says so. */

#ifndef CGMIME_H
#define CGMIME_H

/* Loads the library by the name of its file, unless one is loaded already under that name. The result is NULL on
   success, else the reason, which is valid until the next call. Nothing below may be called before it has succeeded. */
const char *cgmime_load(const char *name);

/* How fields are read: as leniently as the library can. To be freed with cgmime_options_free. */
void *cgmime_options_new(void);
void cgmime_options_free(void *options);

/* The charset of bytes beyond ASCII that no encoded word explains and that are no UTF-8; windows-1252 for NULL and for
   one that the system does not know. */
void cgmime_options_set_charset(void *options, const char *charset);

/* An unstructured field, such as a subject, with its encoded words decoded. To be freed with cgmime_free. */
char *cgmime_decode_text(void *options, const char *field);
void cgmime_free(char *text);

/* Calls `found` for every mailbox of an address field, those of groups among them, with the name, which may be NULL, and
   the address, which may be empty. Both are valid during the call. */
void cgmime_parse_addresses(
    void *options, const char *field, void (*found)(void *context, const char *name, const char *address),
    void *context);

#endif
