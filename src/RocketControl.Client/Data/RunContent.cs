#if NET9_0_OR_GREATER
using System.IO.Pipelines;
#endif
using System.Text;
using RocketControl.Client.Data;

namespace RocketControl.Client;

/// <summary>
/// What is fed to a run as one object: bytes, a text, a stream, a pipe or a file. It is opened when the object is sent, read piece by piece and exactly once, and
/// never held in memory as a whole unless the lane needs it in one write (RocketRide protocol §5.2).
/// </summary>
public abstract class RunContent
{
    private protected RunContent()
    {
    }

    /// <summary>Bytes in memory.</summary>
    /// <param name="data">The bytes; must not change until they were sent.</param>
    public static RunContent FromBytes(ReadOnlyMemory<byte> data) => new BytesContent(data);

    /// <summary>A text, as UTF-8.</summary>
    /// <param name="text">The text.</param>
    public static RunContent FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new BytesContent(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A stream, from its current position to its end. It can be sent once and stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="length">
    /// How many bytes will come; the send fails when it is another number. Null (default): what a seekable stream says, unknown for others.
    /// </param>
    public static RunContent FromStream(Stream stream, long? length = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ThrowIfNegative(length);
        return new GivenStreamContent(stream, length);
    }

    /// <summary>A stream that is opened only when its turn has come, and disposed of after that.</summary>
    /// <param name="open">Opens the stream.</param>
    /// <param name="length">
    /// How many bytes will come; the send fails when it is another number. Null (default): what a seekable stream says, unknown for others.
    /// </param>
    public static RunContent FromStream(Func<CancellationToken, ValueTask<Stream>> open, long? length = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        ThrowIfNegative(length);
        return new LazyStreamContent(open, length);
    }

#if NET9_0_OR_GREATER
    /// <summary>What comes out of a pipe, up to its completion. It can be sent once; the reader is not completed.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="length">How many bytes will come; the send fails when it is another number. Null (default): unknown.</param>
    public static RunContent FromPipeReader(PipeReader reader, long? length = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ThrowIfNegative(length);
        return new GivenStreamContent(reader.AsStream(leaveOpen: true), length);
    }
#endif

    /// <summary>A file, opened when its turn has come. The send fails when the file is changed meanwhile.</summary>
    /// <param name="path">The file.</param>
    public static RunContent FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FileContent(path);
    }

    /// <summary>Opens the content for reading. A transport does so once for each send.</summary>
    /// <param name="backend">Who will get it; for the exceptions.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="RunContentException">It cannot be opened, or has been read before and cannot be read again.</exception>
    public abstract ValueTask<RunContentReader> OpenAsync(RunBackend backend, CancellationToken cancellationToken);

    private static void ThrowIfNegative(long? length) => ArgumentOutOfRangeException.ThrowIfNegative(length ?? 0, nameof(length));
}
