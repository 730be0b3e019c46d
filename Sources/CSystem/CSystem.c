#include "CSystem.h"

#include <sys/resource.h>

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/vfs.h>
#endif

int flowmsg_forbid_dumps(void) {
  struct rlimit none = {0, 0};
  int result = setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
  /* A program that takes core files through a pipe heeds no limit, but this. */
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) result = -1;
#endif
  return result;
}

int flowmsg_is_kernel_file(int descriptor) {
#ifdef __linux__
  struct statfs info;
  if (fstatfs(descriptor, &info) != 0) return 0;
  return info.f_type == 0x9fa0 /* PROC_SUPER_MAGIC */ || info.f_type == 0x62656572 /* SYSFS_MAGIC */;
#else
  (void)descriptor;
  return 0;
#endif
}
