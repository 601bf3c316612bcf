/*
 * Lists of directories into a Landlock ruleset, then a seccomp filter.
 * Both only ever take away; libraries are loaded and data is mapped before.
 * The constants of Landlock are written out here, since the headers of the
 * system may be older than its kernel.
 */
#include "base/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The same numbers on every architecture but alpha. */
#define CREATE_RULESET 444
#define ADD_RULE 445
#define RESTRICT_SELF 446

#define ASK_VERSION 1u
#define RULE_PATH_BENEATH 1

enum {
	FS_WRITE_FILE = 1 << 1,
	FS_READ_FILE = 1 << 2,
	FS_READ_DIR = 1 << 3,
	FS_REMOVE_DIR = 1 << 4,
	FS_REMOVE_FILE = 1 << 5,
	FS_MAKE_DIR = 1 << 7,
	FS_MAKE_REG = 1 << 8,
	FS_TRUNCATE = 1 << 14,
	FS_READ = FS_READ_FILE | FS_READ_DIR,
	FS_WRITE = FS_READ | FS_WRITE_FILE | FS_REMOVE_DIR | FS_REMOVE_FILE |
		   FS_MAKE_DIR | FS_MAKE_REG | FS_TRUNCATE,
};

/* What a version of the interface can handle; later ones know more. */
struct abi {
	uint64_t fs, net, scoped;
};

static const struct abi abis[] = {
	{ 0x1FFF, 0, 0 }, /* 1: the first 13 */
	{ 0x3FFF, 0, 0 }, /* 2: refer */
	{ 0x7FFF, 0, 0 }, /* 3: truncate */
	{ 0x7FFF, 3, 0 }, /* 4: bind and connect by TCP */
	{ 0xFFFF, 3, 0 }, /* 5: ioctl on devices */
	{ 0xFFFF, 3, 3 }, /* 6: abstract sockets, signals */
};
#define NABIS (sizeof(abis) / sizeof(*abis))

struct ruleset_attr {
	uint64_t fs, net, scoped;
};

struct path_attr {
	uint64_t access;
	int32_t fd;
} __attribute__((packed));

static bool allow_dir(int ruleset, const char *dir, uint64_t access)
{
	struct path_attr rule = { .access = access };

	rule.fd = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (rule.fd < 0)
		return errno == ENOENT || errno == ENOTDIR;
	long rc = syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, &rule, 0);
	int error = errno;
	close(rule.fd);
	errno = error;
	return rc == 0;
}

static bool allow_dirs(int ruleset, const char *const *dirs, uint64_t access)
{
	for (; dirs && *dirs; dirs++)
		if (!allow_dir(ruleset, *dirs, access))
			return false;
	return true;
}

static bool limit_files(const struct confine *c)
{
	long version = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);

	if (version < 1)
		return false;
	size_t known = (size_t)version < NABIS ? (size_t)version : NABIS;
	const struct abi *abi = &abis[known - 1];
	struct ruleset_attr attr = { abi->fs, abi->net, abi->scoped };
	/* An older kernel wants the fields that it does not know as zeros. */
	int ruleset = (int)syscall(CREATE_RULESET, &attr, sizeof(attr), 0);
	if (ruleset < 0)
		return false;
	bool ok = allow_dirs(ruleset, c->read, FS_READ & abi->fs) &&
		  allow_dirs(ruleset, c->write, FS_WRITE & abi->fs) &&
		  syscall(RESTRICT_SELF, ruleset, 0) == 0;
	int error = errno;
	close(ruleset);
	errno = error;
	return ok;
}

/* Network, new programs, other processes, the system's own affairs. */
static const int denied[] = {
	SCMP_SYS(socket),
	SCMP_SYS(socketpair),
	SCMP_SYS(connect),
	SCMP_SYS(bind),
	SCMP_SYS(listen),
	SCMP_SYS(accept),
	SCMP_SYS(accept4),
	SCMP_SYS(sendto),
	SCMP_SYS(sendmsg),
	SCMP_SYS(execve),
	SCMP_SYS(execveat),
	SCMP_SYS(kill),
	SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
	SCMP_SYS(pidfd_getfd),
	SCMP_SYS(pidfd_send_signal),
	SCMP_SYS(kcmp),
	SCMP_SYS(mount),
	SCMP_SYS(umount2),
	SCMP_SYS(pivot_root),
	SCMP_SYS(move_mount),
	SCMP_SYS(fsopen),
	SCMP_SYS(fsmount),
	SCMP_SYS(open_tree),
	SCMP_SYS(mount_setattr),
	SCMP_SYS(chroot),
	SCMP_SYS(unshare),
	SCMP_SYS(setns),
	SCMP_SYS(name_to_handle_at),
	SCMP_SYS(open_by_handle_at),
	SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open),
	SCMP_SYS(userfaultfd),
	SCMP_SYS(io_uring_setup),
	SCMP_SYS(io_uring_enter),
	SCMP_SYS(io_uring_register),
	SCMP_SYS(keyctl),
	SCMP_SYS(add_key),
	SCMP_SYS(request_key),
	SCMP_SYS(init_module),
	SCMP_SYS(finit_module),
	SCMP_SYS(delete_module),
	SCMP_SYS(kexec_load),
	SCMP_SYS(kexec_file_load),
	SCMP_SYS(reboot),
	SCMP_SYS(swapon),
	SCMP_SYS(swapoff),
	SCMP_SYS(acct),
	SCMP_SYS(quotactl),
	SCMP_SYS(settimeofday),
	SCMP_SYS(clock_settime),
	SCMP_SYS(sethostname),
	SCMP_SYS(setdomainname),
};

static bool limit_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	int rc = filter ? 0 : -ENOMEM;

	for (size_t i = 0; i < sizeof(denied) / sizeof(*denied) && !rc; i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), denied[i],
			0);
	if (!rc)
		rc = seccomp_load(filter);
	seccomp_release(filter);
	errno = -rc;
	return rc == 0;
}

bool confine_process(const struct confine *c)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return false;
	bool files = limit_files(c);
	int error = errno;
	bool calls = limit_calls();
	if (!files)
		errno = error;
	return files && calls;
}
