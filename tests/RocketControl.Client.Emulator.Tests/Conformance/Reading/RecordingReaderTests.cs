using RocketControl.Client.Emulator.Tests.Conformance.Playing;
using RocketControl.Client.Emulator.Tests.Conformance.Wire;

namespace RocketControl.Client.Emulator.Tests.Conformance.Reading;

[TestFixture]
internal sealed class RecordingReaderTests
{
    [TestCaseSource(typeof(RecordingReader), nameof(RecordingReader.Names))]
    public void Every_client_frame_can_be_spelled_in_the_recorded_length(string recording)
    {
        foreach (RecordedFrame frame in RunPlayer.Recording(recording).Frames.Where(frame => frame.Length is not null))
            Assert.That(FrameSpelling.Spell(frame, frame.Json), Has.Length.EqualTo(frame.Length), $"line {frame.Line}");
    }

    [TestCaseSource(typeof(RecordingReader), nameof(RecordingReader.Names))]
    public void Time_never_goes_back(string recording) =>
        Assert.That(RunPlayer.Recording(recording).Frames.Select(frame => frame.Time), Is.Ordered);

    [Test]
    public void A_payload_of_which_only_the_head_was_kept_is_put_together_and_padded()
    {
        RecordedFrame frame = RecordingReader.Parse(
            """{"t":1,"scenario":"s","dir":"c2s","kind":"binary","json":{},"payload_len":6,"payload_b64":"AQI=","payload_rest":"ab"}""", 7);

        Assert.That(frame.Payload, Is.EqualTo(new byte[] { 1, 2, (byte)'a', (byte)'b', 0, 0 }));
        Assert.That(frame.Line, Is.EqualTo(7));
    }

    [TestCase("""{"t":0,"scenario":"s","ev":"open"}""", RecordedFrameKind.Opened)]
    [TestCase("""{"t":0,"scenario":"s","ev":"upgrade_rejected","status":403}""", RecordedFrameKind.UpgradeRejected)]
    [TestCase("""{"t":0,"scenario":"s","ev":"no_reply_within","seconds":0.5}""", RecordedFrameKind.Silence)]
    [TestCase("""{"t":0,"scenario":"s","ev":"close","by":"server","code":1000}""", RecordedFrameKind.ClosedByServer)]
    [TestCase("""{"t":0,"scenario":"s","ev":"close","code":1006}""", RecordedFrameKind.ClosedByClient)]
    [TestCase("""{"t":0,"scenario":"s","dir":"s2c","json":{}}""", RecordedFrameKind.ServerFrame)]
    public void A_line_says_what_happened(string line, RecordedFrameKind kind) =>
        Assert.That(RecordingReader.Parse(line, 1).Kind, Is.EqualTo(kind));

    [Test]
    public void An_unknown_event_is_an_error() =>
        Assert.That(() => RecordingReader.Parse("""{"t":0,"scenario":"s","ev":"surprise"}""", 1), Throws.TypeOf<FormatException>());
}
