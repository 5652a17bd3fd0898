using System.Text;
using System.Text.Json;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.RocketRide;

[TestFixture]
internal sealed class AnswerReadingTests
{
    [Test]
    public void A_result_gives_texts_answers_and_the_object_s_identity()
    {
        var (result, error) = ReadResult("""
            {"name":"d/e.txt","path":"d","objectId":"5b0f","metadata":{"a":1},"result_types":{"body":"text","more":"text","chat":"answers"},
            "body":["one\n\n",7,null],"more":["two\n\n"],"chat":[{"x":1},"y"],"unlisted":["z"]}
            """);

        Assert.Multiple(() =>
        {
            Assert.That((result.Name, result.Path, result.ObjectId), Is.EqualTo(("d/e.txt", "d", "5b0f")));
            Assert.That(result.Texts, Is.EqualTo(new[] { "one\n\n", "two\n\n" }));
            Assert.That(result.ResultTypes, Is.EquivalentTo(new Dictionary<string, string> { ["body"] = "text", ["more"] = "text", ["chat"] = "answers" }));
            Assert.That(result.Results["chat"][0].GetProperty("x").GetInt32(), Is.EqualTo(1));
            Assert.That(result.IsEmpty, Is.False);
            Assert.That(result.Raw.GetProperty("unlisted")[0].GetString(), Is.EqualTo("z"));
            Assert.That(error, Is.Null);
        });
    }

    [TestCase("{}")]
    [TestCase("""{"result_types":{},"text":["x"]}""")]
    [TestCase("""{"result_types":null}""")]
    [TestCase("""{"result_types":"text","text":["x"]}""")]
    [TestCase("""{"result_types":["text"],"text":["x"]}""")]
    [TestCase("""{"result_types":{"text":"text"}}""")]
    [TestCase("""{"result_types":{"text":7},"text":["x"]}""")]
    public void A_result_without_anything_captured_is_empty(string body)
    {
        var (result, _) = ReadResult(body);

        Assert.That(result.IsEmpty);
        Assert.That(result.Texts, Is.Empty);
        Assert.That((result.Name, result.Path, result.ObjectId), Is.EqualTo(("", "", "")));
    }

    [Test]
    public void A_text_result_that_is_no_array_has_no_texts()
    {
        var (result, _) = ReadResult("""{"result_types":{"text":"text"},"text":"x"}""");

        Assert.That(result.Texts, Is.Empty);
        Assert.That(result.Results["text"].GetString(), Is.EqualTo("x"));
    }

    [Test]
    public void What_went_wrong_with_the_object_is_told() =>
        Assert.That(ReadResult("""{"error":"The parser failed"}""").Error, Is.EqualTo("The parser failed"));

    [Test]
    public void A_result_shows_no_data_as_text()
    {
        var (result, _) = ReadResult("""{"name":"a.txt","result_types":{"body":"text"},"body":["confidential"]}""");

        Assert.That(result.ToString(), Is.EqualTo("a.txt: body"));
        Assert.That(ReadResult("""{"name":"a.txt"}""").Result.ToString(), Is.EqualTo("a.txt: nothing"));
    }

    [Test]
    public void A_started_task_becomes_a_run()
    {
        var run = ReadRun(SampleRun.StartedBody);

        Assert.That(run, Is.EqualTo(SampleRun.Started with { PublicToken = "pk_1679091c5a880faf6fb5e6087eb1b2dc" }));
        Assert.That(run!.Reused, Is.Null);
    }

    [TestCase("true", true)]
    [TestCase("false", false)]
    [TestCase("null", null)]
    [TestCase("1", null)]
    public void Newer_servers_tell_whether_a_run_was_reused(string reused, bool? expected) =>
        Assert.That(ReadRun($$"""{"token":"tk_1","reused":{{reused}}}""")!.Reused, Is.EqualTo(expected));

    [Test]
    public void A_display_id_that_is_not_told_is_derived() =>
        Assert.That(ReadRun("""{"token":"tk_8f14e45fceea","source":"chat_1"}""")!.DisplayId, Is.EqualTo("8f14e45f.chat_1"));

    [Test]
    public void A_project_that_is_a_number_becomes_a_text() => Assert.That(ReadRun("""{"token":"t","projectId":42}""")!.ProjectId, Is.EqualTo("42"));

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{"token":""}""")]
    [TestCase("""{"token":null}""")]
    [TestCase("""{"token":7}""")]
    [TestCase("[]")]
    public void Without_a_token_there_is_no_run(string body) => Assert.That(ReadRun(body), Is.Null);

    [Test]
    public void An_account_is_read_leniently()
    {
        var account = RocketRideAccount.Read("""{"userId":"local","displayName":null,"defaultTeam":7,"capabilities":["oss",1]}"""u8.ToArray())!;

        Assert.That((account.UserId, account.DisplayName, account.DefaultTeam), Is.EqualTo(("local", "", "")));
        Assert.That(account.Capabilities, Is.EqualTo(new[] { "oss" }));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("\"local\"")]
    public void What_is_no_object_is_no_account(string body) => Assert.That(RocketRideAccount.Read(Encoding.UTF8.GetBytes(body)), Is.Null);

    private static (SendResult Result, string? Error) ReadResult(string body)
    {
        using var document = JsonDocument.Parse(body);
        return SendResultReader.Read(
            document.RootElement, document.RootElement.TryGetProperty("result_types", out var types) ? types : default);
    }

    private static Run? ReadRun(string body) => StartedTaskReader.Read(Encoding.UTF8.GetBytes(body));
}
