#include "simulation/line.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "base/bytes.hpp"
#include "simulation/ledger.hpp"

namespace saddlebag::simulation {

using port::Http;
using sync_test::reply;

namespace {

/// As in a header: `Sun, 06 Nov 1994 08:49:37 GMT`.
std::string http_date(std::int64_t seconds) {
  namespace chr = std::chrono;
  chr::sys_seconds const moment{chr::seconds(seconds)};
  chr::sys_days const day = chr::floor<chr::days>(moment);
  chr::year_month_day const date(day);
  chr::hh_mm_ss const time(moment - day);
  static constexpr char const* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr char const* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %d %02d:%02d:%02d GMT", kDays[chr::weekday(day).c_encoding()],
                static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                static_cast<int>(date.year()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return text.data();
}

/// What JSON should not have, at the front of an answer that is whole otherwise.
Http::Response hostile(Http::Response response, std::uint32_t which) {
  std::string const kinds[] = {std::string(10'000, '[') + std::string(10'000, ']'),
                               R"({"id":1,"id":[],"id":{"id":null}})",
                               R"("\ud800 \udc00")",
                               "NaN",
                               "-1e999",
                               R"("\u0000")",
                               "\"\xff\xfe\xc0\x80\"",
                               std::string(1000, '9')};
  std::string const& kind = kinds[which % std::size(kinds)];
  std::string text(as_text(response.body));
  bool const list = text.starts_with('[');
  if (!list && !text.starts_with('{')) return response;
  bool const alone = text.size() == 2;
  text.insert(1, (list ? kind : R"("x":)" + kind) + (alone ? "" : ","));
  response.body.assign(text.begin(), text.end());
  return response;
}

}  // namespace

Http::Response refusal(std::uint32_t which, double now_ms) {
  static constexpr int kStatus[] = {403, 408, 425, 429, 429, 500, 502, 503, 503, 504};
  std::size_t const index = which % std::size(kStatus);
  Http::Response response = reply(kStatus[index], R"({"error":"busy","reason":"not now"})");
  std::int64_t const seconds = 1'700'000'000 + static_cast<std::int64_t>(now_ms / 1000), pause = 1 + which % 17;
  if (index == 3 || index == 7) response.headers.push_back({"retry-after", std::to_string(pause)});
  if (index == 4) {
    response.headers.push_back({"date", http_date(seconds)});
    response.headers.push_back({"retry-after", http_date(seconds + pause)});
  }
  return response;
}

void Line::clear() {
  armed_.clear();
  forbidden = false;
  poison.clear();
}

void Line::pass(Http::Request const& request, Answer answer, bool stale) {
  if (backend_.aim_of(request) != Aim::push) return backend_.serve({device_, stale}, request, std::move(answer));
  sent.merge(values_in(std::string(as_text(request.body))));
  auto const before = backend_.living();
  backend_.serve({device_, stale}, request, std::move(answer));
  std::set<sync::RecordKey> left;
  for (auto const& [key, doc] : backend_.living()) left.insert(key);
  for (auto const& [key, doc] : before) {
    if (!left.contains(key)) sent.merge(values_in(doc.dump()));
  }
}

bool Line::is_poisoned(Http::Request const& request) const {
  return std::any_of(poison.begin(), poison.end(),
                     [&](std::string const& text) { return as_text(request.body).find(text) != std::string_view::npos; });
}

void Line::handle(Http::Request const& request, Answer answer) {
  Aim const aim = backend_.aim_of(request);
  if (expired) return answer(reply(401, R"({"error":"unauthorized","reason":"expired"})"));
  if (aim == Aim::push && forbidden) return answer(reply(403, R"({"error":"forbidden","reason":"not yours"})"));
  if (aim == Aim::push && is_poisoned(request)) return answer(reply(400, R"({"error":"bad_request","reason":"no"})"));
  auto const next = std::find_if(armed_.begin(), armed_.end(), [&](Step const& step) {
    auto const wanted = static_cast<Aim>(step.a % static_cast<std::uint32_t>(Aim::count_));
    return wanted == Aim::any || wanted == aim;
  });
  if (next == armed_.end()) return pass(request, std::move(answer));
  Step const step = *next;
  armed_.erase(next);
  suffer(step, request, std::move(answer));
}

void Line::suffer(Step const& step, Http::Request const& request, Answer answer) {
  switch (step.act) {
    case Act::request_lost: return;
    case Act::answer_lost: return pass(request, [](Http::Response const&) {});
    case Act::request_late:
      world_.at(world_.now + step.b * 200.0, [this, request, answer] { pass(request, answer, true); });
      return;
    case Act::answer_late:
      return pass(request, [&world = world_, step, answer](Http::Response const& response) {
        world.at(world.now + step.b * 200.0, [answer, response] { answer(response); });
      });
    case Act::request_doubled:
      world_.at(world_.now + step.b * 20.0, [this, request] { pass(request, [](Http::Response const&) {}, true); });
      return pass(request, std::move(answer));
    case Act::refused: return answer(refusal(step.b, world_.now));
    case Act::refused_after:
      return pass(request, [answer, refused = refusal(5 + step.b % 5, world_.now)](Http::Response const&) {
        answer(refused);
      });
    case Act::web_page: return answer(reply(200, "<html><body>Sign in to the hotel's network</body></html>"));
    case Act::error_body: return answer(reply(200, R"({"error":"resting","reason":"database is resting"})"));
    case Act::truncated:
      return pass(request, [answer](Http::Response response) {
        response.body.resize(response.body.size() / 2);
        answer(response);
      });
    case Act::hostile:
      return pass(request, [answer, step](Http::Response response) { answer(hostile(std::move(response), step.b)); });
    case Act::part_of_batch: return pass(backend_.half_of(request).value_or(request), std::move(answer));
    case Act::rows_deleted:
      return pass(request, [answer, after = after_page](Http::Response const& response) {
        answer(response);
        after();
      });
    default: return pass(request, std::move(answer));
  }
}

}  // namespace saddlebag::simulation
