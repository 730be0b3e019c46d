/* The few calls of the system that Swift cannot make: some take variable arguments, others have headers that Swift's module
 * of the C library leaves out. */
#ifndef FLOWMSG_CSYSTEM_H
#define FLOWMSG_CSYSTEM_H

/* Forbids other processes of the same user to look into this one, and the kernel to write its memory into a core file.
 * Returns 0, or -1 with errno. */
int flowmsg_forbid_dumps(void);

/* Whether an open file is one that the kernel makes up as it is read: on proc or sysfs. */
int flowmsg_is_kernel_file(int descriptor);

#endif
