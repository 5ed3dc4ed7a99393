/* For processors whose register state is larger than the guest kernel's buffer (AMX).
 *
 * linux.uml 6.1 keeps 2696 bytes of it and hands those back with PTRACE_SETREGSET; the host refuses
 * anything but the whole state with EFAULT. Preloaded, this puts the part it knows over the state as
 * it is and sets the whole. */
#define _GNU_SOURCE
#include <elf.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static char state[65536] __attribute__((aligned(64)));

long ptrace(enum __ptrace_request request, ...) {
  va_list arguments;
  va_start(arguments, request);
  pid_t pid = va_arg(arguments, pid_t);
  void *address = va_arg(arguments, void *);
  void *data = va_arg(arguments, void *);
  va_end(arguments);
  if (request == PTRACE_SETREGSET && address == (void *)NT_X86_XSTATE) {
    struct iovec *given = data;
    struct iovec whole = {state, sizeof state};
    if (syscall(SYS_ptrace, PTRACE_GETREGSET, pid, address, &whole) < 0) return -1;
    if (given->iov_len < whole.iov_len) {
      memcpy(state, given->iov_base, given->iov_len);
      return syscall(SYS_ptrace, request, pid, address, &whole);
    }
  }
  /* libc returns a peeked word where the system call stores it. */
  long word = 0;
  int peeks = request == PTRACE_PEEKTEXT || request == PTRACE_PEEKDATA || request == PTRACE_PEEKUSER;
  long result = syscall(SYS_ptrace, request, pid, address, peeks ? &word : data);
  return peeks && result >= 0 ? word : result;
}
