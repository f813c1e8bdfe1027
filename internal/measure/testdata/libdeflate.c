/* Inflates everything in a bundle with libdeflate and prints how many bytes
 * that gave. A bundle is entries of two little-endian 64-bit numbers, the bytes
 * that follow and the bytes they inflate to, and the raw deflate stream. */
#include <libdeflate.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static void fail(const char *what)
{
	fprintf(stderr, "libdeflate: %s\n", what);
	exit(1);
}

static void *room(uint64_t size)
{
	void *p = malloc(size ? size : 1);
	if (!p)
		fail("no memory");
	return p;
}

int main(int argc, char **argv)
{
	FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	uint64_t sizes[2], total = 0;

	if (!f || !d)
		fail("usage: libdeflate BUNDLE");
	while (fread(sizes, sizeof sizes, 1, f) == 1) {
		char *in = room(sizes[0]), *out = room(sizes[1]);
		size_t got;

		if (fread(in, 1, sizes[0], f) != sizes[0])
			fail("the bundle ends early");
		if (libdeflate_deflate_decompress(d, in, sizes[0], out, sizes[1], &got) || got != sizes[1])
			fail("a stream cannot be inflated");
		total += got;
		free(in);
		free(out);
	}
	printf("%llu\n", (unsigned long long)total);
	return 0;
}
