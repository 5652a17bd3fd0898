namespace RocketControl.Client.Data;

internal static class RemainingLength
{
    /// <summary>How many bytes a seekable stream still has; null for others.</summary>
    public static long? Of(Stream stream) => stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : null;
}
