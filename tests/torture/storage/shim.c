/* Stands between a program and the C library (LD_PRELOAD), for the files of one folder and for the clock.

   HOOKDESK_SHIM_FOLDER  only files below it are looked at
   HOOKDESK_SHIM_RECORD  what is written, truncated, synced, made and removed there goes into this file, in its order
   HOOKDESK_SHIM_FULL    a file of 8 bytes: how many more writes the disk takes, -1 for any number
   HOOKDESK_SHIM_KILL    a file of 8 bytes: before how many more acts on those files the program is killed, -1 for never
   HOOKDESK_SHIM_CLOCK   a file of 8 bytes: how many seconds the wall clock is off
*/
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define FILES 65536
#define NAME 48

struct entry { char op; char pad[7]; char name[NAME]; uint64_t offset, length; };

static int (*real_open)(const char *, int, ...), (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int), (*real_fsync)(int), (*real_fdatasync)(int), (*real_ftruncate)(int, off_t);
static int (*real_unlink)(const char *), (*real_rename)(const char *, const char *);
static int (*real_fallocate)(int, off_t, off_t), (*real_clock_gettime)(clockid_t, struct timespec *);
static int (*real_gettimeofday)(struct timeval *, void *);
static ssize_t (*real_write)(int, const void *, size_t), (*real_pwrite)(int, const void *, size_t, off_t);

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char *names[FILES];
static char *folder;
static int record = -1;
static int (*real_link)(const char *, const char *);
static volatile int64_t *left_to_write, *left_to_live, *seconds_off;

static volatile int64_t *number_in(const char *variable) {
    char *path = getenv(variable);
    if (!path) return NULL;
    int file = real_open(path, O_RDWR);
    void *found = mmap(NULL, 8, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    real_close(file);
    return found == MAP_FAILED ? NULL : found;
}

__attribute__((constructor)) static void begin(void) {
    real_open = dlsym(RTLD_NEXT, "open"), real_openat = dlsym(RTLD_NEXT, "openat");
    real_close = dlsym(RTLD_NEXT, "close"), real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync"), real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
    real_unlink = dlsym(RTLD_NEXT, "unlink"), real_rename = dlsym(RTLD_NEXT, "rename");
    real_fallocate = dlsym(RTLD_NEXT, "posix_fallocate"), real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
    real_gettimeofday = dlsym(RTLD_NEXT, "gettimeofday");
    real_write = dlsym(RTLD_NEXT, "write"), real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    folder = getenv("HOOKDESK_SHIM_FOLDER");
    char *path = getenv("HOOKDESK_SHIM_RECORD");
    if (path) record = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    real_link = dlsym(RTLD_NEXT, "link");
    left_to_live = number_in("HOOKDESK_SHIM_KILL");
    left_to_write = number_in("HOOKDESK_SHIM_FULL");
    seconds_off = number_in("HOOKDESK_SHIM_CLOCK");
}

static const char *name_of(int file) { return file >= 0 && file < FILES ? names[file] : NULL; }

static const char *in_folder(const char *path) {
    size_t length = folder ? strlen(folder) : 0;
    return length && !strncmp(path, folder, length) && (!path[length] || path[length] == '/') ? path + length : NULL;
}

static void note(char op, const char *name, uint64_t offset, uint64_t length, const void *data) {
    if (record < 0) return;
    struct entry entry = {.op = op, .offset = offset, .length = length};
    strncpy(entry.name, name, NAME - 1);
    struct iovec parts[2] = {{&entry, sizeof entry}, {(void *)data, data ? length : 0}};
    if (writev(record, parts, 2) < 0) abort();
}

static int opened(int file, const char *path, int is_new) {
    const char *name = file < 0 ? NULL : in_folder(path);
    if (file < 0 || file >= FILES) return file;
    names[file] = name ? strdup(name) : NULL;
    if (name && is_new) note('C', name, 0, 0, NULL);
    return file;
}

static int open_there(int at, const char *path, int flags, mode_t mode) {
    struct stat found;
    char whole[PATH_MAX];
    if (path[0] != '/' || !in_folder(path)) return real_openat(at, path, flags, mode);
    pthread_mutex_lock(&lock);
    strncpy(whole, path, sizeof whole - 1), whole[sizeof whole - 1] = 0;
    int is_new = (flags & O_CREAT) && stat(path, &found) < 0;
    int file = opened(real_openat(at, path, flags, mode), whole, is_new);
    if (file >= 0 && (flags & O_TRUNC) && !is_new) note('T', name_of(file), 0, 0, NULL);
    pthread_mutex_unlock(&lock);
    return file;
}

#define MODE(last) mode_t mode = 0; if (flags & O_CREAT) { va_list rest; va_start(rest, last); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *path, int flags, ...) { MODE(flags) return open_there(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_there(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return open_there(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return open_there(at, path, flags, mode); }

int close(int file) {
    if (name_of(file)) names[file] = NULL;
    return real_close(file);
}

/* Dies before what is about to be done, as by kill -9, when it is the act's turn. */
static void act(void) {
    if (left_to_live && *left_to_live > 0 && --*left_to_live == 0) kill(getpid(), SIGKILL), pause();
}

/* How much of a write the disk still takes: half of the last one, as when a disk fills up in the middle. */
static size_t room(size_t length) {
    if (!left_to_write || *left_to_write < 0) return length;
    if (*left_to_write == 0) return 0;
    return --*left_to_write ? length : length / 2;
}

static ssize_t put(int file, const void *data, size_t length, off_t offset, int moves) {
    pthread_mutex_lock(&lock);
    act();
    size_t taken = length ? room(length) : 0;
    ssize_t done = -1;
    if (length && !taken) {
        errno = ENOSPC;
    } else {
        done = moves ? real_write(file, data, taken) : real_pwrite(file, data, taken, offset);
        if (done > 0) note('W', name_of(file), offset, done, data);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t write(int file, const void *data, size_t length) {
    if (!name_of(file)) return real_write(file, data, length);
    off_t at = lseek(file, 0, SEEK_CUR);
    return put(file, data, length, at, 1);
}
ssize_t pwrite(int file, const void *data, size_t length, off_t offset) {
    if (!name_of(file)) return real_pwrite(file, data, length, offset);
    return put(file, data, length, offset, 0);
}
ssize_t pwrite64(int file, const void *data, size_t length, off_t offset) { return pwrite(file, data, length, offset); }

int ftruncate(int file, off_t length) {
    if (!name_of(file)) return real_ftruncate(file, length);
    struct stat found;
    pthread_mutex_lock(&lock);
    act();
    int done = -1;
    if (!fstat(file, &found) && length > found.st_size && !room(2))
        errno = ENOSPC;
    else if (!(done = real_ftruncate(file, length)))
        note('T', name_of(file), length, 0, NULL);
    pthread_mutex_unlock(&lock);
    return done;
}
int ftruncate64(int file, off_t length) { return ftruncate(file, length); }
int posix_fallocate(int file, off_t offset, off_t length) {
    if (name_of(file) && !room(2)) return ENOSPC;
    return real_fallocate(file, offset, length);
}
int posix_fallocate64(int file, off_t offset, off_t length) { return posix_fallocate(file, offset, length); }

static int sync_with(int (*sync)(int), int file) {
    if (!name_of(file)) return sync(file);
    pthread_mutex_lock(&lock);
    act();
    int done = sync(file);
    if (!done) note('S', name_of(file), 0, 0, NULL);
    pthread_mutex_unlock(&lock);
    return done;
}
int fsync(int file) { return sync_with(real_fsync, file); }
int fdatasync(int file) { return sync_with(real_fdatasync, file); }

int unlink(const char *path) {
    pthread_mutex_lock(&lock);
    if (in_folder(path)) act();
    int done = real_unlink(path);
    if (!done && in_folder(path)) note('U', in_folder(path), 0, 0, NULL);
    pthread_mutex_unlock(&lock);
    return done;
}
int rename(const char *from, const char *to) {
    pthread_mutex_lock(&lock);
    if (in_folder(from)) act();
    int done = real_rename(from, to);
    if (!done && in_folder(from) && in_folder(to)) note('R', in_folder(from), 0, strlen(in_folder(to)), in_folder(to));
    pthread_mutex_unlock(&lock);
    return done;
}

int link(const char *from, const char *to) {
    pthread_mutex_lock(&lock);
    if (in_folder(from)) act();
    int done = real_link(from, to);
    pthread_mutex_unlock(&lock);
    return done;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int done = real_clock_gettime(clock, now);
    if (!done && seconds_off && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += *seconds_off;
    return done;
}
int gettimeofday(struct timeval *now, void *zone) {
    int done = real_gettimeofday(now, zone);
    if (!done && seconds_off) now->tv_sec += *seconds_off;
    return done;
}
time_t time(time_t *kept) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (kept) *kept = now.tv_sec;
    return now.tv_sec;
}
