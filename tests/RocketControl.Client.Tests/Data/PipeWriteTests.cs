using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Dap;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.Data;

[TestFixture]
internal sealed class PipeWriteTests
{
    [TestCase(SampleRun.Token, 4096)]
    [TestCase("a \"quoted\" 🚀 token of one's own", 4096)]
    [TestCase(SampleRun.Token, 250 * 1024 * 1024)]
    public void The_largest_payload_fits_into_a_message_with_any_header(string token, int limit)
    {
        var payload = new byte[PipeWrites.LargestPayload(token, limit)];
        var frame = new FrameBuffer(limit);

        DapFrameCodec.Encode(RocketRideRequests.WritePipe(token, long.MaxValue, payload), long.MaxValue, frame);

        Assert.That(frame.Written.Length, Is.EqualTo(limit));
        frame.Release();
    }
}
