/*
 * Gives each file named on the command line to the fuzz target, once. The
 * name goes out before the target runs: the last one is what it died of.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* All of the file in a block of just its size, so that ASan sees an access
 * behind its end. */
static uint8_t *read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	long length = -1;

	if (file && fseek(file, 0, SEEK_END) == 0)
		length = ftell(file);
	if (length < 0) {
		perror(path);
		exit(2);
	}
	rewind(file);
	*size = (size_t)length;
	uint8_t *bytes = malloc(*size ? *size : 1);
	if (!bytes || fread(bytes, 1, *size, file) != *size) {
		perror(path);
		exit(2);
	}
	fclose(file);
	return bytes;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		size_t size;
		uint8_t *bytes = read_file(argv[i], &size);

		puts(argv[i]);
		fflush(stdout);
		LLVMFuzzerTestOneInput(bytes, size);
		free(bytes);
	}
	return 0;
}
