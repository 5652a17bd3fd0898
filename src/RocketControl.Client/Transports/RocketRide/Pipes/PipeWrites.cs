using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>How much fits into one write to a pipe.</summary>
internal static class PipeWrites
{
    /// <summary>The size of the pieces that bytes are sent in, as the official client does (RocketRide protocol §5.3).</summary>
    public const int UsualPiece = 1024 * 1024;

    /// <summary>The largest content of one message: the limit less the longest header that a write to this run can have.</summary>
    public static int LargestPayload(string token, int maxMessageBytes)
    {
        var header = new FrameBuffer(int.MaxValue);
        try
        {
            DapFrameCodec.Encode(RocketRideRequests.WritePipe(token, long.MaxValue, default), long.MaxValue, header);
            return Math.Max(1, maxMessageBytes - header.Written.Length);
        }
        finally
        {
            header.Release();
        }
    }
}
