#include "tool/tool.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

using namespace saddlebag;
using Json = nlohmann::json;

namespace {

/// A folder of its own, gone afterwards with the files that were named.
struct Folder {
  Folder() {
    char name[] = "/tmp/saddlebag-tool-XXXXXX";
    REQUIRE(::mkdtemp(name));
    path = name;
  }
  ~Folder() {
    for (char const* name : {"my.bag", "a.csv", "b.csv", "problems.csv", "book.csv", "empty.csv", "other.bag", "all.saddlebag"}) ::unlink(file(name).c_str());
    ::rmdir(path.c_str());
  }
  [[nodiscard]] std::string file(std::string const& name) const { return path + "/" + name; }
  std::string write(std::string const& name, std::string_view text) const {
    std::FILE* out = std::fopen(file(name).c_str(), "wb");
    REQUIRE(out);
    std::fwrite(text.data(), 1, text.size(), out);
    std::fclose(out);
    return file(name);
  }
  std::string path;
};

struct Ran {
  explicit Ran(std::vector<std::string> const& arguments, Language language = Language::en)
      : status(tool::run(arguments, language, output)), json(Json::parse(output.out, nullptr, false)) {}
  tool::Output output;
  int status;
  Json json;
};

bool exists(std::string const& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0;
}

constexpr std::string_view kDeals =
    "deal,account,stage,amount\nOne,Norwind,Won,10\nTwo,,Won,2.5\nThree,Norwind,Lost,7\nFour,Norwind,Exploring,\n";

}  // namespace

TEST_CASE("import, report, undo and redo work on one file, across runs") {
  Folder const folder;
  std::string const bag = folder.file("my.bag");
  std::string const deals = folder.write("a.csv", kDeals);
  std::string const accounts = folder.write("b.csv", "account,city\nNorwind,Oslo\n");
  Ran const imported({"import", deals, accounts, "--into", bag, "--currency", "USD", "--json"});
  CHECK(imported.output.err == "");
  REQUIRE(imported.status == tool::kDone);
  CHECK(imported.json["imported"]["opportunities"].value("created", 0) == 4);
  CHECK(imported.json["imported"]["customers"].value("created", 0) == 1);
  CHECK(imported.json["imported"]["stages"].value("referenced", 0) == 1);

  Ran const report({"report", "pipeline", "--from", bag});
  REQUIRE(report.status == tool::kDone);
  CHECK(report.json["won"].value("count", 0) == 2);
  CHECK(report.json["won"]["amount"].value("USD", 0.0) == 12.5);
  CHECK(report.json["lost"].value("count", 0) == 1);
  CHECK(report.json["open"].value("count", 0) == 1);
  CHECK(report.json.value("without_customer", 0) == 1);

  CHECK(Ran({"undo", bag}).json.value("undone", "") == "a.csv, b.csv");
  CHECK(Ran({"report", "pipeline", bag}).json["all"].value("count", -1) == 0);
  CHECK(Ran({"export", "customers", bag}).json.size() == 0);
  CHECK(Ran({"undo", bag}).status == tool::kFailed);
  CHECK(Ran({"undo", bag, "--redo"}).status == tool::kDone);
  CHECK(Ran({"report", "pipeline", bag}).json == report.json);
}

TEST_CASE("a list is exported as JSON or CSV, and everything as JSON") {
  Folder const folder;
  std::string const bag = folder.file("my.bag");
  REQUIRE(Ran({"import", folder.write("a.csv", kDeals), bag}).status == tool::kDone);
  Ran const json({"export", "opportunities", "--from", bag});
  REQUIRE(json.json.is_array());
  CHECK(json.json[0].value("customer", "") == "Norwind");
  Ran const csv({"export", "deals", "--from", bag, "--format", "csv"});
  CHECK(csv.status == tool::kMisused);
  CHECK(Ran({"export", "opportunity", "--from", bag, "--format=csv"}).output.out.starts_with("\xEF\xBB\xBFname,"));
  CHECK(Ran({"export", "all", "--from", bag}).json["records"]["opportunities"].size() == 4);
}

TEST_CASE("a file that cannot be imported leaves no bag behind") {
  Folder const folder;
  std::string const bag = folder.file("my.bag");
  std::string const good = folder.write("a.csv", kDeals);
  Ran const missing({"import", good, folder.file("none.csv"), "--into", bag});
  CHECK(missing.status == tool::kFailed);
  CHECK(missing.output.out.empty());
  CHECK(missing.output.err.find("none.csv") != std::string::npos);
  Ran const book({"import", good, folder.write("book.csv", "PK\x03\x04 rest"), "--into", bag});
  CHECK(book.status == tool::kFailed);
  CHECK(book.output.err.find("Excel") != std::string::npos);
  CHECK(Ran({"import", folder.write("empty.csv", ""), "--into", bag}).status == tool::kFailed);
  CHECK_FALSE(exists(bag));
}

TEST_CASE("rows that cannot be taken are told on standard error, in the output and in a file") {
  Folder const folder;
  Ran const ran({"import", folder.write("a.csv", "account,city\nA,Oslo\n,Bergen\nB,Rome,Milan\n"), "--into", folder.file("my.bag"),
                 "--problems", folder.file("problems.csv")});
  CHECK(ran.status == tool::kPartly);
  CHECK(ran.output.err.find("a.csv:3:") != std::string::npos);
  CHECK(ran.json["problems"].size() == 2);
  CHECK(exists(folder.file("problems.csv")));
}

TEST_CASE("mistakes in the command line are told, and help is given") {
  CHECK(Ran({}).status == tool::kMisused);
  CHECK(Ran({"--help"}).status == tool::kDone);
  CHECK(Ran({"--help"}).output.out.find("saddlebag import") != std::string::npos);
  CHECK(Ran({"help"}, Language::zh_cn).output.out.find("账袋") != std::string::npos);
  CHECK(Ran({"dance"}).status == tool::kMisused);
  CHECK(Ran({"import", "--into"}).status == tool::kMisused);
  CHECK(Ran({"import", "a.csv", "--frobnicate", "x"}).output.err.find("--frobnicate") != std::string::npos);
  CHECK(Ran({"import", "a.csv", "--into", "x.bag", "--currency", "dollars"}).status == tool::kMisused);
  CHECK(Ran({"report", "pipeline", "--from", "/tmp/saddlebag-no-such.bag"}).status == tool::kFailed);
  CHECK_FALSE(exists("/tmp/saddlebag-no-such.bag"));
}

TEST_CASE("a handover file takes everything of one bag to another, with its passphrase only") {
  Folder const folder;
  std::string const bag = folder.file("my.bag"), other = folder.file("other.bag"), file = folder.file("all.saddlebag");
  CHECK(Ran({"import", folder.write("a.csv", kDeals), "--into", bag}).status == tool::kDone);
  ::unsetenv("SADDLEBAG_PASSPHRASE");
  CHECK(Ran({"handover", "export", file, "--from", bag}).status == tool::kMisused);
  ::setenv("SADDLEBAG_PASSPHRASE", "right", 1);
  CHECK(Ran({"handover", "export", file, "--from", bag}).status == tool::kDone);
  ::setenv("SADDLEBAG_PASSPHRASE", "wrong", 1);
  Ran const refused({"handover", "open", file, "--into", other});
  CHECK(refused.status == tool::kFailed);
  CHECK(refused.output.err.find("wrong passphrase") != std::string::npos);
  ::setenv("SADDLEBAG_PASSPHRASE", "right", 1);
  CHECK(Ran({"handover", "open", file, "--into", other}).json["changed"] > 0);
  CHECK(Ran({"export", "all", "--from", other}).json["opportunities"].size() == Ran({"export", "all", "--from", bag}).json["opportunities"].size());
  CHECK(Ran({"handover", "open", file, "--into", other}).json["changed"] == 0);
  ::unsetenv("SADDLEBAG_PASSPHRASE");
}
