using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class CodecPropertyTests
{
    private static readonly Gen<string> Fragments = Gen.Elements(
        "{", "}", "[", "]", "\"", "\\", ":", ",", "\n", " ", "\"type\":", "\"response\"", "\"event\"", "\"event\":", "\"request_seq\":", "\"success\":",
        "\"body\":", "\"trace\":", "\"file\":", "\"lineno\":", "true", "null", "NaN", "-Infinity", "Infinity", "1", "-1e9", "\"\\ud800\"", "\\ud83d\\ude80",
        "\"x\"", "ü", "\u0000");

    [Test]
    public void Any_payload_comes_out_as_it_went_in() => Prop.ForAll<byte[]>(payload =>
    {
        var frame = new FrameBuffer(1 << 20);
        DapFrameCodec.Encode(new DapRequest("c", null, payload), 5, frame);
        // A request header made a reply's: the peer that echoes.
        byte[] echo = [.. """{"type":"response","request_seq":5,"success":true}"""u8, .. frame.Written.Span[frame.Written.Span.IndexOf((byte)'\n')..]];

        return DapFrameCodec.Decode(echo, isBinary: true, arrival: 1).Response!.Payload.Span.SequenceEqual(payload);
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Any_text_in_the_arguments_can_be_read_back() => Prop.ForAll<string>(text =>
    {
        var frame = new FrameBuffer(1 << 20);
        DapFrameCodec.Encode(new DapRequest("c", writer => writer.WriteString("a", text)), 5, frame);

        using var document = JsonDocument.Parse(frame.Written);
        var expected = text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return document.RootElement.GetProperty("arguments").GetProperty("a").GetString() == expected;
    }).QuickCheckThrowOnFailure();

    [TestCase(false)]
    [TestCase(true)]
    public void No_bytes_make_the_decoder_throw(bool isBinary) =>
        Prop.ForAll<byte[]>(frame => IsDecided(frame, isBinary)).QuickCheckThrowOnFailure();

    [TestCase(false)]
    [TestCase(true)]
    public void No_mixture_of_what_frames_are_made_of_makes_the_decoder_throw(bool isBinary) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(40),
        Prop.ForAll(
            Fragments.ListOf().Select(string.Concat).Select(text => $$"""{"type":"event","event":"e","body":{{text}}""").ToArbitrary(),
            text => IsDecided(Encoding.UTF8.GetBytes(text), isBinary) && IsDecided(Encoding.UTF8.GetBytes(text + "}"), isBinary)));

    private static bool IsDecided(byte[] frame, bool isBinary)
    {
        var incoming = DapFrameCodec.Decode(frame, isBinary, arrival: 1);
        return incoming.Defect is not null ^ incoming.Response is not null ^ incoming.Event is not null;
    }
}
