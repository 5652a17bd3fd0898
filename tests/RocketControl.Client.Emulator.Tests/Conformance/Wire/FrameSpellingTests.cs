using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.Conformance.Reading;

namespace RocketControl.Client.Emulator.Tests.Conformance.Wire;

[TestFixture]
internal sealed class FrameSpellingTests
{
    [TestCase(18, """{"a": 1, "b": [2]}""")]
    [TestCase(15, """{"a":1,"b":[2]}""")]
    public void The_recorded_length_tells_whether_there_are_spaces(int length, string spelled) =>
        Assert.That(Spell("""{"a":1,"b":[2]}""", length), Is.EqualTo(spelled));

    [TestCase("""{"a": "\u00fc"}""")]
    [TestCase("""{"a":"ü"}""")]
    public void The_recorded_length_tells_whether_letters_are_escaped(string spelled) =>
        Assert.That(Spell("""{"a":"ü"}""", Encoding.UTF8.GetByteCount(spelled)), Is.EqualTo(spelled));

    [Test]
    public void A_length_that_no_spelling_has_is_an_error() =>
        Assert.That(() => Spell("{}", 40), Throws.TypeOf<FormatException>());

    [Test]
    public void A_payload_follows_a_line_feed()
    {
        RecordedFrame frame = Frame("""{"a":1}""") with { Payload = [9, 10], Length = 10 };

        Assert.That(FrameSpelling.Spell(frame, frame.Json), Is.EqualTo("{\"a\":1}\n\t\n"u8.ToArray()));
    }

    [Test]
    public void The_emulators_ids_are_put_in_whatever_their_length()
    {
        RecordedFrame frame = Frame("""{"token":"short"}""") with { Length = 17 };

        byte[] bytes = FrameSpelling.Spell(frame, JsonNode.Parse("""{"token":"much longer"}"""));

        Assert.That(Encoding.UTF8.GetString(bytes), Is.EqualTo("""{"token":"much longer"}"""));
    }

    private static string Spell(string json, int length)
    {
        RecordedFrame frame = Frame(json) with { Length = length };
        return Encoding.UTF8.GetString(FrameSpelling.Spell(frame, frame.Json));
    }

    private static RecordedFrame Frame(string json) => new()
    {
        Line = 1,
        Time = 0,
        Scenario = "s",
        Kind = RecordedFrameKind.ClientFrame,
        HasJson = true,
        Json = JsonNode.Parse(json),
    };
}
