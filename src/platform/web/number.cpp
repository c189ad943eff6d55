// In the place of what the C library has for numbers (cmake/wasm.cmake): the browser has it at hand. Its strtod brings
// arithmetic of 128 bits along, to be as exact; functions of angles and powers, of which only drawing and waiting make use,
// tables.
#include <emscripten/em_math.h>

#include "platform/web/seam.hpp"

namespace {

char const* skip_digits(char const* at) {
  while (*at >= '0' && *at <= '9') ++at;
  return at;
}

/// Past the number that a text begins with; the text itself where it begins with none.
char const* number_end(char const* const text) {
  char const* at = text + (*text == '-' || *text == '+');
  char const* const whole = skip_digits(at);
  char const* const fraction = *whole == '.' ? skip_digits(whole + 1) : whole;
  if (fraction - at - (*whole == '.') <= 0) return text;
  if ((*fraction | 0x20) != 'e') return fraction;
  at = fraction + 1;
  at += *at == '-' || *at == '+';
  char const* const exponent = skip_digits(at);
  return exponent == at ? fraction : exponent;
}

}  // namespace

extern "C" {

double __wrap_pow(double base, double exponent) { return emscripten_math_pow(base, exponent); }
double __wrap_log(double x) { return emscripten_math_log(x); }
float __wrap_sinf(float x) { return static_cast<float>(emscripten_math_sin(x)); }
float __wrap_cosf(float x) { return static_cast<float>(emscripten_math_cos(x)); }
float __wrap_acosf(float x) { return static_cast<float>(emscripten_math_acos(x)); }

double __wrap_strtod(char const* text, char** rest) {
  char const* const end = number_end(text);
  if (rest) *rest = const_cast<char*>(end);
  return end == text ? 0 : sb_number(text, static_cast<std::size_t>(end - text));
}

}  // extern "C"
