/* The few calls of libcurl that a send needs, on the system's library, which is loaded when the first send begins.
 *
 * Linking libcurl would cost every command milliseconds at its start; and curl's functions take variable arguments,
 * which Swift cannot call. No header of curl is needed: the numbers of options are part of its interface and are written
 * where they are used. */
#ifndef FLOWMSG_CCURL_H
#define FLOWMSG_CCURL_H

#include <stddef.h>
#include <stdint.h>

/* Loads libcurl. Returns 0, or -1 with a text in *why that lives as long as the process. May be called again,
 * and from any thread. */
int flowmsg_curl_load(const char **why);

/* The library's version, such as "7.88.1"; NULL before it is loaded. */
const char *flowmsg_curl_version(void);

void *flowmsg_curl_easy_init(void);
void flowmsg_curl_easy_cleanup(void *easy);
int flowmsg_curl_set_long(void *easy, int option, long value);
int flowmsg_curl_set_offset(void *easy, int option, int64_t value);
int flowmsg_curl_set_pointer(void *easy, int option, const void *value);
typedef size_t (*flowmsg_curl_data)(char *bytes, size_t size, size_t count, void *context);
int flowmsg_curl_set_data_function(void *easy, int option, flowmsg_curl_data function);
typedef int (*flowmsg_curl_seek)(void *context, int64_t offset, int origin);
int flowmsg_curl_set_seek_function(void *easy, int option, flowmsg_curl_seek function);
/* What curl says of HTTP/2 while it works, which is what proves that a request was not processed (RFC 9113, 8.7):
 * - stream: the request has got the stream of this number;
 * - going_away: the server takes no stream above this number on the handle's connection;
 * - refused: the server refused the request's stream. It is said before curl asks to rewind the body for another try. */
enum { flowmsg_curl_stream = 1, flowmsg_curl_going_away = 2, flowmsg_curl_refused = 3 };
typedef void (*flowmsg_curl_event)(void *context, int event, long number);
/* Has `function`, which is the same for all handles, called with `context` for each of these. A curl that words them in
 * another way, or was built to say nothing, proves nothing. */
void flowmsg_curl_watch(void *easy, flowmsg_curl_event function, void *context);
int flowmsg_curl_get_long(void *easy, int info, long *value);
int flowmsg_curl_get_pointer(void *easy, int info, void **value);

void *flowmsg_curl_list_append(void *list, const char *text);
void flowmsg_curl_list_free(void *list);

void *flowmsg_curl_multi_init(void);
void flowmsg_curl_multi_cleanup(void *multi);
int flowmsg_curl_multi_set_long(void *multi, int option, long value);
int flowmsg_curl_multi_add(void *multi, void *easy);
int flowmsg_curl_multi_remove(void *multi, void *easy);
int flowmsg_curl_multi_perform(void *multi, int *running);
int flowmsg_curl_multi_poll(void *multi, int milliseconds);
/* The next transfer that has ended, with its result; NULL when there are no more. */
void *flowmsg_curl_multi_next(void *multi, int *result);

#endif
