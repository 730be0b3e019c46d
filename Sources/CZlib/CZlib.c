#include "CZlib.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>

/* Zlib's z_stream, for 64-bit longs and pointers. */
typedef struct {
  const unsigned char *next_in;
  unsigned int avail_in;
  unsigned long total_in;
  unsigned char *next_out;
  unsigned int avail_out;
  unsigned long total_out;
  const char *msg;
  void *state;
  void *(*zalloc)(void *, unsigned int, unsigned int);
  void (*zfree)(void *, void *);
  void *opaque;
  int data_type;
  unsigned long adler;
  unsigned long reserved;
} stream;

_Static_assert(sizeof(stream) == 112, "zlib's stream is laid out for 64-bit longs and pointers");

static struct {
  const char *(*version)(void);
  unsigned long (*crc32)(unsigned long, const unsigned char *, unsigned int);
  int (*inflate_init)(stream *, int, const char *, int);
  int (*inflate)(stream *, int);
  int (*inflate_end)(stream *);
} zlib;

static int loaded = 0;

static const struct {
  const char *name;
  void *place;
} symbols[] = {
    {"zlibVersion", &zlib.version}, {"crc32", &zlib.crc32},           {"inflateInit2_", &zlib.inflate_init},
    {"inflate", &zlib.inflate},     {"inflateEnd", &zlib.inflate_end},
};

static const char *const libraries[] = {"libz.so.1", "libz.1.dylib", "/usr/lib/libz.1.dylib"};

/* Loads the library; returns what is wrong, or NULL. */
static const char *load(void) {
  void *library = 0;
  for (size_t i = 0; !library && i < sizeof libraries / sizeof *libraries; i++)
    library = dlopen(libraries[i], RTLD_NOW | RTLD_LOCAL);
  if (!library) return "the system has no zlib";
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    void *found = dlsym(library, symbols[i].name);
    if (!found) return "the system's zlib lacks a function that every zlib has";
    *(void **)symbols[i].place = found;
  }
  return zlib.version()[0] == '1' ? 0 : "the system's zlib is of another generation than 1";
}

int flowmsg_zlib_load(const char **why) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&lock);
  const char *fault = loaded ? 0 : load();
  if (fault) *why = fault;
  loaded = !fault;
  pthread_mutex_unlock(&lock);
  return fault ? -1 : 0;
}

uint32_t flowmsg_zlib_crc32(uint32_t crc, const void *bytes, size_t count) {
  const unsigned char *at = bytes;
  while (count) {
    unsigned int some = count > INT_MAX ? INT_MAX : (unsigned int)count;
    crc = (uint32_t)zlib.crc32(crc, at, some);
    at += some;
    count -= some;
  }
  return crc;
}

void *flowmsg_inflate_begin(void) {
  stream *new = calloc(1, sizeof *new);
  if (!new) return 0;
  /* -15: the largest window, and raw bytes without a header. */
  if (zlib.inflate_init(new, -15, zlib.version(), sizeof *new) == 0) return new;
  free(new);
  return 0;
}

int flowmsg_inflate_continue(
    void *inflate, const void *input, size_t *input_count, void *output, size_t *output_count) {
  stream *on = inflate;
  unsigned int given = *input_count > INT_MAX ? INT_MAX : (unsigned int)*input_count;
  unsigned int room = *output_count > INT_MAX ? INT_MAX : (unsigned int)*output_count;
  on->next_in = input;
  on->avail_in = given;
  on->next_out = output;
  on->avail_out = room;
  int result = zlib.inflate(on, 0);
  *input_count = given - on->avail_in;
  *output_count = room - on->avail_out;
  if (result == 1) return flowmsg_inflate_ended;
  /* -5, Z_BUF_ERROR, says only that more bytes or more room are needed. */
  return result == 0 || result == -5 ? flowmsg_inflate_more : flowmsg_inflate_damaged;
}

void flowmsg_inflate_end(void *inflate) {
  if (!inflate) return;
  zlib.inflate_end(inflate);
  free(inflate);
}
