using System.Runtime.CompilerServices;

namespace RocketControl.Client.Emulator.RocketRide.Http.Uploads;

/// <summary>The pieces in which uploads are written to pipes (RocketRide protocol §5.3).</summary>
internal static class UploadChunks
{
    private const int Size = 64 * 1024;

    /// <summary>Full pieces and a rest; none of an empty stream. Each piece has memory of its own, as pipes may keep it.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Of(Stream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int length;
        do
        {
            var chunk = new byte[Size];
            length = await content.ReadAtLeastAsync(chunk, Size, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (length > 0)
                yield return chunk.AsMemory(0, length);
        }
        while (length == Size);
    }
}
