// The peer of the benchmark: reads messages as JSON with RapidJSON's DOM and writes them again, compact, to a file.
//
//   g++ -O2 -o rewrite rewrite.cpp
//   ./rewrite lines IN OUT    one message a line, {"output":…,"body":{…}}; the DOM of one line is reused for the next
//   ./rewrite array IN OUT    one list of such messages, as one DOM
//
// It does what a compiler of messages cannot avoid (read the whole input, understand it, write the whole output) and
// nothing more: no checks, RapidJSON's fast defaults (so numbers are not kept digit for digit), one write call.

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

static int fail(const char *what, const char *why) {
  std::fprintf(stderr, "rewrite: %s: %s\n", what, why);
  return 2;
}

static bool readAll(const char *path, std::string &text) {
  std::FILE *file = std::fopen(path, "rb");
  if (!file) return false;
  bool done = std::fseek(file, 0, SEEK_END) == 0;
  long size = done ? std::ftell(file) : -1;
  done = size >= 0 && std::fseek(file, 0, SEEK_SET) == 0;
  if (done) {
    text.resize(static_cast<size_t>(size));
    done = std::fread(text.data(), 1, text.size(), file) == text.size();
  }
  std::fclose(file);
  return done;
}

static bool writeAll(const char *path, const rapidjson::StringBuffer &text) {
  std::FILE *file = std::fopen(path, "wb");
  if (!file) return false;
  std::setvbuf(file, nullptr, _IONBF, 0);
  bool done = std::fwrite(text.GetString(), 1, text.GetSize(), file) == text.GetSize();
  return std::fclose(file) == 0 && done;
}

// Parses one text and appends it to `out`; says what is wrong, or null.
static const char *rewrite(const char *text, size_t size, rapidjson::Document &document, rapidjson::StringBuffer &out) {
  document.Parse(text, size);
  if (document.HasParseError()) return rapidjson::GetParseError_En(document.GetParseError());
  Writer writer(out);
  document.Accept(writer);
  return nullptr;
}

// Every line by itself; the pool's memory is given back to the pool before the next one.
static const char *rewriteLines(const std::string &text, rapidjson::StringBuffer &out) {
  static char memory[1 << 16];
  rapidjson::MemoryPoolAllocator<> pool(memory, sizeof memory);
  for (size_t at = 0; at < text.size();) {
    const void *end = std::memchr(text.data() + at, '\n', text.size() - at);
    size_t next = end ? static_cast<const char *>(end) - text.data() : text.size();
    if (next > at) {
      rapidjson::Document document(&pool);
      if (const char *why = rewrite(text.data() + at, next - at, document, out)) return why;
      out.Put('\n');
    }
    pool.Clear();
    at = next + 1;
  }
  return nullptr;
}

static const char *rewriteArray(const std::string &text, rapidjson::StringBuffer &out) {
  rapidjson::Document document;
  const char *why = rewrite(text.data(), text.size(), document, out);
  if (!why) out.Put('\n');
  return why;
}

int main(int count, char **arguments) {
  bool lines = count == 4 && std::strcmp(arguments[1], "lines") == 0;
  bool array = count == 4 && std::strcmp(arguments[1], "array") == 0;
  if (!lines && !array) return fail("usage", "rewrite lines|array IN OUT");
  std::string text;
  if (!readAll(arguments[2], text)) return fail(arguments[2], std::strerror(errno));
  rapidjson::StringBuffer out;
  const char *why = lines ? rewriteLines(text, out) : rewriteArray(text, out);
  if (why) return fail(arguments[2], why);
  if (!writeAll(arguments[3], out)) return fail(arguments[3], std::strerror(errno));
  return 0;
}
