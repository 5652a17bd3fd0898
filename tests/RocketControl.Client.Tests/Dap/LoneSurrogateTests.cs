using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class LoneSurrogateTests
{
    [TestCase("\"\\ud800\"", "\"\\ufffd\"")]
    [TestCase("\"\\uDfFf\\uD800x\"", "\"\\ufffd\\ufffdx\"")]
    [TestCase("\"\\ud800\\ud83d\\ude80\"", "\"\\ufffd\\ud83d\\ude80\"")]
    [TestCase("\"\\\\\\ud800\"", "\"\\\\\\ufffd\"")]
    [TestCase("\"\\ud800\\n\"", "\"\\ufffd\\n\"")]
    [TestCase("\"\\ud800", "\"\\ufffd")]
    public void Halves_become_replacement_characters(string json, string expected) => Assert.That(Replace(json), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("\"text\"")]
    [TestCase("\"\\ud83d\\ude80\\u00e4\"")]
    [TestCase("\"\\\\ud800\"")]
    [TestCase("\"\\ud80")]
    [TestCase("\"\\ud80g\\u\"")]
    [TestCase("\\u\\")]
    public void Everything_else_stays(string json) => Assert.That(Replace(json), Is.Null);

    [TestCase("""{"type":"event","event":"\ud800"}""")]
    [TestCase("""{"type":"event","event":"e","body":{"__id":"\udfff\ud800"}}""")]
    [TestCase("""{"type":"event","event":"e","\ud800":1}""")]
    [TestCase("""{"type":"response","request_seq":5,"success":false,"message":"\uDC00x"}""")]
    [TestCase("""{"type":"response","request_seq":5,"success":false,"trace":{"file":"\ud800","\ud800":1}}""")]
    public void They_do_not_make_a_frame_unreadable(string frame) =>
        Assert.That(DapFrameCodec.Decode(Encoding.UTF8.GetBytes(frame), isBinary: false, arrival: 1).Defect, Is.Null);

    [Test]
    public void They_cannot_hide_in_a_body()
    {
        var body = DapFrameCodec.Decode("""{"type":"event","event":"e","body":"\udead"}"""u8, isBinary: false, arrival: 1).Event!.Body;

        using var document = JsonDocument.Parse(body);
        Assert.That(document.RootElement.GetString(), Is.EqualTo("\ufffd"));
    }

    [Test]
    public void Any_sequence_of_code_units_can_be_read_afterwards()
    {
        var units = Gen.Frequency(
            (1, Gen.Choose(0, 0xD7FF)), (2, Gen.Choose(0xD800, 0xDBFF)), (2, Gen.Choose(0xDC00, 0xDFFF)), (1, Gen.Choose(0xE000, 0xFFFF)));

        Prop.ForAll(units.ListOf().ToArbitrary(), text =>
        {
            var json = $"\"{string.Concat(text.Select(unit => $"\\u{unit:x4}"))}\"";
            var utf16 = Encoding.Unicode.GetBytes([.. text.Select(unit => (char)unit)]);

            using var document = JsonDocument.Parse(Replace(json) ?? json);
            return document.RootElement.GetString() == Encoding.Unicode.GetString(utf16);
        }).QuickCheckThrowOnFailure();
    }

    private static string? Replace(string json) => LoneSurrogates.Replace(Encoding.UTF8.GetBytes(json)) is { } replaced
        ? Encoding.UTF8.GetString(replaced)
        : null;
}
