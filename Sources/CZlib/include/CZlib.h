/* The few calls of zlib that a workbook needs, on the system's library, which is loaded when the first one is opened.
 *
 * Linking zlib would cost every command at its start. No header of zlib is needed: its stream is laid out here as it
 * has been since version 1.2, for systems with 64-bit longs and pointers. */
#ifndef FLOWMSG_CZLIB_H
#define FLOWMSG_CZLIB_H

#include <stddef.h>
#include <stdint.h>

/* Loads zlib. Returns 0, or -1 with a text in *why that lives as long as the process. May be called again, and from any
 * thread. All other functions need it to have succeeded. */
int flowmsg_zlib_load(const char **why);

/* The CRC-32 of bytes that follow others whose CRC-32 is `crc`, which is 0 at the start. */
uint32_t flowmsg_zlib_crc32(uint32_t crc, const void *bytes, size_t count);

/* Begins to inflate raw deflated bytes; NULL if memory lacks. */
void *flowmsg_inflate_begin(void);

/* What a step of inflating ends with. */
enum { flowmsg_inflate_more = 0, flowmsg_inflate_ended = 1, flowmsg_inflate_damaged = -1 };

/* Inflates on: takes from `input` and fills `output`. The counts say how many bytes there are, and afterwards how many
 * were taken and filled. */
int flowmsg_inflate_continue(
    void *inflate, const void *input, size_t *input_count, void *output, size_t *output_count);

/* Gives back what `flowmsg_inflate_begin` gave; NULL is allowed. */
void flowmsg_inflate_end(void *inflate);

#endif
