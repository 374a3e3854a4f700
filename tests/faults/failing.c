/* Counts what a process does to the files of one folder, and at the n-th time fails or dies.

   Preloaded before libc; `arm(folder, n, mode)` sets the trap, `counted()` says how many calls there were.
   Modes: 0 count only, 1 die before the call, 2 die in the middle of a write, 3 one EIO, 4 EIO from then on,
   5 ENOSPC from then on (an unlink needs no space and works), 6 SIGINT before the call. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { COUNT, DIE, TEAR, ONCE, FOR_GOOD, FULL, INTERRUPT };

static char folder[PATH_MAX];
static size_t length;
static int at, mode, calls;

void arm(const char *where, int n, int what)
{
    snprintf(folder, sizeof folder, "%s", where);
    length = strlen(folder);
    at = n;
    mode = what;
    calls = 0;
}

int counted(void) { return calls; }

static int ours(const char *path)
{
    return length && strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int of_file(int descriptor)
{
    char link[64], path[PATH_MAX];
    ssize_t got;

    if (!length)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    got = readlink(link, path, sizeof path - 1);
    if (got < 0)
        return 0;
    path[got] = 0;
    return ours(path);
}

/* Returns whether the call fails; *torn says that half a write comes before the end. */
static int struck(int mine, int frees, int *torn)
{
    if (!mine)
        return 0;
    calls++;
    if (mode == COUNT || calls < at || (calls > at && mode != FOR_GOOD && mode != FULL))
        return 0;
    if (mode == DIE || (mode == TEAR && !torn))
        kill(getpid(), SIGKILL);
    if (mode == TEAR)
        *torn = 1;
    if (mode == INTERRUPT)
        kill(getpid(), SIGINT);
    if (mode == FULL && frees)
        return 0;
    errno = mode == FULL ? ENOSPC : EIO;
    return mode == ONCE || mode == FOR_GOOD || mode == FULL;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int descriptor, const void *from, size_t size)
{
    int torn = 0;
    if (struck(of_file(descriptor), 0, &torn))
        return -1;
    if (torn) {
        REAL(write)(descriptor, from, size / 2);
        kill(getpid(), SIGKILL);
    }
    return REAL(write)(descriptor, from, size);
}

ssize_t pwrite(int descriptor, const void *from, size_t size, off_t place)
{
    int torn = 0;
    if (struck(of_file(descriptor), 0, &torn))
        return -1;
    if (torn) {
        REAL(pwrite)(descriptor, from, size / 2, place);
        kill(getpid(), SIGKILL);
    }
    return REAL(pwrite)(descriptor, from, size, place);
}

ssize_t pwrite64(int descriptor, const void *from, size_t size, off64_t place)
{
    return pwrite(descriptor, from, size, place);
}

int fsync(int descriptor)
{
    return struck(of_file(descriptor), 0, 0) ? -1 : REAL(fsync)(descriptor);
}

int fdatasync(int descriptor)
{
    return struck(of_file(descriptor), 0, 0) ? -1 : REAL(fdatasync)(descriptor);
}

int ftruncate(int descriptor, off_t size)
{
    return struck(of_file(descriptor), 1, 0) ? -1 : REAL(ftruncate)(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size)
{
    return ftruncate(descriptor, size);
}

int unlink(const char *path)
{
    return struck(ours(path), 1, 0) ? -1 : REAL(unlink)(path);
}

int rename(const char *from, const char *to)
{
    return struck(ours(from) || ours(to), 0, 0) ? -1 : REAL(rename)(from, to);
}
