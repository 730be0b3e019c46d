#include "CCurl.h"

#ifdef __linux__
#define _GNU_SOURCE
#endif

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Curl's own types, as far as they are passed through. */
typedef struct {
  int message;
  void *easy;
  union {
    void *whatever;
    int result;
  } data;
} message;

static struct {
  int (*global_init)(long);
  char *(*version)(void);
  void *(*easy_init)(void);
  void (*easy_cleanup)(void *);
  int (*easy_setopt)(void *, int, ...);
  int (*easy_getinfo)(void *, int, ...);
  void *(*slist_append)(void *, const char *);
  void (*slist_free_all)(void *);
  void *(*multi_init)(void);
  int (*multi_cleanup)(void *);
  int (*multi_setopt)(void *, int, ...);
  int (*multi_add_handle)(void *, void *);
  int (*multi_remove_handle)(void *, void *);
  int (*multi_perform)(void *, int *);
  int (*multi_poll)(void *, void *, unsigned int, int, int *);
  message *(*multi_info_read)(void *, int *);
} curl;

static int loaded = 0;

static const struct {
  const char *name;
  void *place;
} symbols[] = {
    {"curl_global_init", &curl.global_init},
    {"curl_version", &curl.version},
    {"curl_easy_init", &curl.easy_init},
    {"curl_easy_cleanup", &curl.easy_cleanup},
    {"curl_easy_setopt", &curl.easy_setopt},
    {"curl_easy_getinfo", &curl.easy_getinfo},
    {"curl_slist_append", &curl.slist_append},
    {"curl_slist_free_all", &curl.slist_free_all},
    {"curl_multi_init", &curl.multi_init},
    {"curl_multi_cleanup", &curl.multi_cleanup},
    {"curl_multi_setopt", &curl.multi_setopt},
    {"curl_multi_add_handle", &curl.multi_add_handle},
    {"curl_multi_remove_handle", &curl.multi_remove_handle},
    {"curl_multi_perform", &curl.multi_perform},
    /* Since 7.66; older ones lack what a send needs. */
    {"curl_multi_poll", &curl.multi_poll},
    {"curl_multi_info_read", &curl.multi_info_read},
};

static const char *const libraries[] = {
    "libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib", "/usr/lib/libcurl.4.dylib",
};

/* Loads the library; returns what is wrong, or NULL. */
static const char *load(void) {
  void *library = 0;
  for (size_t i = 0; !library && i < sizeof libraries / sizeof *libraries; i++)
    library = dlopen(libraries[i], RTLD_NOW | RTLD_LOCAL);
  if (!library) return "the system has no libcurl";
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    void *found = dlsym(library, symbols[i].name);
    if (!found) return "the system's libcurl is older than 7.66";
    *(void **)symbols[i].place = found;
  }
  /* It would write the keys of every connection, and so all that is sent, where the environment says. */
  unsetenv("SSLKEYLOGFILE");
  /* CURL_GLOBAL_DEFAULT: sockets and TLS. */
  return curl.global_init(3) == 0 ? 0 : "libcurl could not begin";
}

int flowmsg_curl_load(const char **why) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&lock);
  const char *fault = loaded ? 0 : load();
  if (fault) *why = fault;
  loaded = !fault;
  pthread_mutex_unlock(&lock);
  return fault ? -1 : 0;
}

const char *flowmsg_curl_version(void) { return loaded ? curl.version() : 0; }

/* Curl's description of an address: family, kind of socket, protocol, and then the address itself. */
typedef struct {
  int family;
  int kind;
  int protocol;
  unsigned int size;
  struct sockaddr address;
} curl_address;

/* A connection is this process's alone: held open by a child, it would not end for the server. Not every libcurl sees
 * to that. */
static int open_socket(void *context, int purpose, curl_address *address) {
  (void)context, (void)purpose;
#ifdef SOCK_CLOEXEC
  return socket(address->family, address->kind | SOCK_CLOEXEC, address->protocol);
#else
  int descriptor = socket(address->family, address->kind, address->protocol);
  if (descriptor >= 0) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  return descriptor;
#endif
}

void *flowmsg_curl_easy_init(void) {
  void *easy = curl.easy_init();
  /* CURLOPT_OPENSOCKETFUNCTION */
  if (easy) curl.easy_setopt(easy, 20163, open_socket);
  return easy;
}

static flowmsg_curl_event event_function;

/* A number in decimal digits behind the first `sign` of a text that begins as `start`; -1 where it is none. Versions
 * that write it in hexadecimal digits give a smaller one then, or none. */
static long number_in(const char *bytes, size_t size, const char *start, const char *sign) {
  size_t place = strlen(start), length = strlen(sign);
  long number = -1;
  if (size < place || memcmp(bytes, start, place)) return -1;
  while (place + length <= size && memcmp(bytes + place, sign, length)) place++;
  for (place += length; place < size && bytes[place] >= '0' && bytes[place] <= '9'; place++) {
    if (number > 0xFFFFFFF) return -1;
    number = (number < 0 ? 0 : number * 10) + (bytes[place] - '0');
  }
  return number;
}

/* Curl's way to say what it does: kind 0 is a text. What differs by version is told by each version's words. */
static int hear(void *easy, int kind, char *bytes, size_t size, void *context) {
  static const struct {
    const char *start;
    const char *sign;
    int event;
  } texts[] = {
      {"Using Stream ID: ", "", flowmsg_curl_stream},
      {"[HTTP/2] [", "", flowmsg_curl_stream},
      {"recveived GOAWAY, error=", ", last_stream=", flowmsg_curl_going_away},
      {"received GOAWAY, error=", ", last_stream=", flowmsg_curl_going_away},
  };
  static const char refused[] = "REFUSED_STREAM, retrying";
  (void)easy;
  if (kind != 0) return 0;
  if (size >= sizeof refused - 1 && !memcmp(bytes, refused, sizeof refused - 1))
    event_function(context, flowmsg_curl_refused, 0);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    long number = number_in(bytes, size, texts[i].start, texts[i].sign);
    if (number >= 0) event_function(context, texts[i].event, number);
  }
  return 0;
}

void flowmsg_curl_watch(void *easy, flowmsg_curl_event function, void *context) {
  event_function = function;
  /* CURLOPT_RTSP_REQUEST, CURL_RTSPREQ_RECEIVE. Nothing is asked of HTTP by that, but that a request on a connection that
   * was used before and has just ended is not sent again by curl, so that its one other reason to send again is said. */
  curl.easy_setopt(easy, 189, 11L);
  /* CURLOPT_DEBUGFUNCTION, CURLOPT_DEBUGDATA, CURLOPT_VERBOSE */
  curl.easy_setopt(easy, 20094, hear);
  curl.easy_setopt(easy, 10095, context);
  curl.easy_setopt(easy, 41, 1L);
}

void flowmsg_curl_easy_cleanup(void *easy) { curl.easy_cleanup(easy); }
int flowmsg_curl_set_long(void *easy, int option, long value) { return curl.easy_setopt(easy, option, value); }
int flowmsg_curl_set_offset(void *easy, int option, int64_t value) { return curl.easy_setopt(easy, option, value); }
int flowmsg_curl_set_pointer(void *easy, int option, const void *value) {
  return curl.easy_setopt(easy, option, value);
}
int flowmsg_curl_set_data_function(void *easy, int option, flowmsg_curl_data function) {
  return curl.easy_setopt(easy, option, function);
}
int flowmsg_curl_set_seek_function(void *easy, int option, flowmsg_curl_seek function) {
  return curl.easy_setopt(easy, option, function);
}
int flowmsg_curl_get_long(void *easy, int info, long *value) { return curl.easy_getinfo(easy, info, value); }
int flowmsg_curl_get_pointer(void *easy, int info, void **value) { return curl.easy_getinfo(easy, info, value); }

void *flowmsg_curl_list_append(void *list, const char *text) { return curl.slist_append(list, text); }
void flowmsg_curl_list_free(void *list) { curl.slist_free_all(list); }

void *flowmsg_curl_multi_init(void) { return curl.multi_init(); }
void flowmsg_curl_multi_cleanup(void *multi) { curl.multi_cleanup(multi); }
int flowmsg_curl_multi_set_long(void *multi, int option, long value) {
  return curl.multi_setopt(multi, option, value);
}
int flowmsg_curl_multi_add(void *multi, void *easy) { return curl.multi_add_handle(multi, easy); }
int flowmsg_curl_multi_remove(void *multi, void *easy) { return curl.multi_remove_handle(multi, easy); }
int flowmsg_curl_multi_perform(void *multi, int *running) { return curl.multi_perform(multi, running); }
int flowmsg_curl_multi_poll(void *multi, int milliseconds) {
  int count = 0;
  return curl.multi_poll(multi, 0, 0, milliseconds, &count);
}

void *flowmsg_curl_multi_next(void *multi, int *result) {
  int left = 0;
  for (;;) {
    message *next = curl.multi_info_read(multi, &left);
    if (!next) return 0;
    /* CURLMSG_DONE, the only kind there is. */
    if (next->message != 1) continue;
    *result = next->data.result;
    return next->easy;
  }
}
