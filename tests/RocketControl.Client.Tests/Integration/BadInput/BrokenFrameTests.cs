using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

/// <summary>Frames that no WebSocket may send.</summary>
[TestFixtureSource(typeof(ClientCall), nameof(ClientCall.Unrepeatable))]
internal sealed class BrokenFrameTests(ClientCall call) : CallTests(call)
{
    private static IEnumerable<TestCaseData> Frames =>
    [
        Frame("bytes that are no frame", "SSH-2.0-OpenSSH"u8),
        Frame("a text that is not UTF-8", [0x81, 0x02, 0xC3, 0x28]),
        Frame("an unknown kind of frame", [0x83, 0x00]),
        Frame("a reserved bit", [0xC1, 0x02, (byte)'{', (byte)'}']),
        Frame("a masked frame", [0x81, 0x80, 1, 2, 3, 4]),
        Frame("a continuation of nothing", [0x80, 0x00]),
        Frame("a ping in pieces", [0x09, 0x00]),
        Frame("a close frame with half a code", [0x88, 0x01, 0x03]),
        Frame("a close frame with a code that may not be sent", [0x88, 0x02, 0x03, 0xED]),
    ];

    [TestCaseSource(nameof(Frames))]
    public async Task It_ends_with_the_connection_when_the_reply_is(byte[] frame)
    {
        InCall.Once().WriteInsteadOfReply(frame);

        var exception = await InvokeAsync().FailsWith<RunConnectionLostException>();

        AssertTells(exception, RunControlErrorKind.Network, outcomeUnknown: true, "look at the run's status before you repeat it");
        Assert.That(TimesSent, Is.EqualTo(1));
        await AssertUsableAsync();
    }

    [TestCase(2)]
    [TestCase(7)]
    public async Task It_goes_well_when_the_reply_comes_in_pieces(int pieces)
    {
        InCall.Once().FragmentReply(pieces);

        await InvokeAsync().Soon();

        await AssertUsableAsync();
    }

    private static TestCaseData Frame(string name, ReadOnlySpan<byte> bytes) => new TestCaseData(bytes.ToArray()).SetArgDisplayNames(name);
}
