#if NET9_0_OR_GREATER
using System.IO.Pipelines;
#endif
using RocketControl.Client.Data.Files;

namespace RocketControl.Client;

public partial class RunControlClient
{
    /// <summary>Feeds a text, as UTF-8 and <c>text/plain</c>. See <see cref="SendAsync(RunReference, RunContent, SendOptions, CancellationToken)"/>.</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Abandons the object.</param>
    public virtual Task<SendResult> SendAsync(RunReference run, string text, CancellationToken cancellationToken = default) =>
        SendAsync(run, text, new SendOptions(), cancellationToken);

    /// <summary>Feeds a text, as UTF-8, in one piece. See <see cref="SendAsync(RunReference, RunContent, SendOptions, CancellationToken)"/>.</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">How; without a MIME type it is <c>text/plain</c>.</param>
    /// <param name="cancellationToken">Abandons the object.</param>
    public virtual Task<SendResult> SendAsync(RunReference run, string text, SendOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return SendAsync(run, RunContent.FromText(text), options with { MimeType = options.MimeType ?? MimeTypes.Text }, cancellationToken);
    }

    /// <summary>Feeds bytes, as <c>application/octet-stream</c>. See <see cref="SendAsync(RunReference, RunContent, SendOptions, CancellationToken)"/>.</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="data">The bytes; must not change until the call ends.</param>
    /// <param name="cancellationToken">Abandons the object.</param>
    public virtual Task<SendResult> SendAsync(RunReference run, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default) =>
        SendAsync(run, data, new SendOptions(), cancellationToken);

    /// <summary>Feeds bytes. See <see cref="SendAsync(RunReference, RunContent, SendOptions, CancellationToken)"/>.</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="data">The bytes; must not change until the call ends.</param>
    /// <param name="options">How; without a MIME type it is <c>application/octet-stream</c>.</param>
    /// <param name="cancellationToken">Abandons the object.</param>
    public virtual Task<SendResult> SendAsync(
        RunReference run, ReadOnlyMemory<byte> data, SendOptions options, CancellationToken cancellationToken = default) =>
        SendAsync(run, RunContent.FromBytes(data), options, cancellationToken);

    /// <summary>Feeds a stream, from its current position to its end. See <see cref="SendAsync(RunReference, RunContent, SendOptions, CancellationToken)"/>.</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="options">How; null, or without a MIME type, it is <c>application/octet-stream</c>.</param>
    /// <param name="cancellationToken">Abandons the object.</param>
    public virtual Task<SendResult> SendAsync(
        RunReference run, Stream stream, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(run, RunContent.FromStream(stream), options ?? new SendOptions(), cancellationToken);

#if NET9_0_OR_GREATER
    /// <summary>Feeds what comes out of a pipe. See <see cref="SendAsync(RunReference, RunContent, SendOptions, CancellationToken)"/>.</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="reader">The reader; it is not completed.</param>
    /// <param name="options">How; null, or without a MIME type, it is <c>application/octet-stream</c>.</param>
    /// <param name="cancellationToken">Abandons the object.</param>
    public virtual Task<SendResult> SendAsync(
        RunReference run, PipeReader reader, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(run, RunContent.FromPipeReader(reader), options ?? new SendOptions(), cancellationToken);
#endif

    /// <summary>
    /// Feeds a file, under its path without drive, root and dots (of an absolute path under its own name only), and with the MIME type of its extension
    /// (<see cref="MimeTypes.OfFile"/>), unless the options say otherwise. See <see cref="SendAsync(RunReference, RunContent, SendOptions, CancellationToken)"/>.
    /// </summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How; null for the file's own name and type.</param>
    /// <param name="cancellationToken">Abandons the object.</param>
    /// <exception cref="RunContentException">The file is missing, cannot be read, or was changed while it was sent.</exception>
    public virtual Task<SendResult> SendFileAsync(
        RunReference run, string path, SendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new SendOptions();
        var named = options with { Name = options.Name ?? ObjectName.Of(path), MimeType = options.MimeType ?? MimeTypes.OfFile(path) };
        return SendAsync(run, RunContent.FromFile(path), named, cancellationToken);
    }

    /// <summary>
    /// Feeds one object to a run and returns what the run made of it (RocketRide protocol §3.4, §5). The MIME type decides how: text, questions and other documents go
    /// in one write and so have to fit into one message (<see cref="RunTransportOptions.MaxMessageBytes"/>); everything else goes in pieces, of which one at a time is in
    /// memory. Never sent twice. When it fails on the way the object is abandoned, never completed half-written.
    /// </summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="content">What to feed.</param>
    /// <param name="options">How; without a MIME type it is <c>application/octet-stream</c>.</param>
    /// <param name="cancellationToken">Abandons the object.</param>
    /// <exception cref="PipeFailedException">The run did not take the object or failed to process it.</exception>
    /// <exception cref="RunContentException">The content cannot be read.</exception>
    /// <exception cref="RunInvalidArgumentException">It has to go in one write and is too large for one; nothing was sent.</exception>
    /// <exception cref="RunNotRunningException">The run has ended, or is being terminated or restarted by this client.</exception>
    /// <exception cref="RunNotFoundException">The server does not know the run.</exception>
    public virtual Task<SendResult> SendAsync(
        RunReference run, RunContent content, SendOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        Capabilities.Require(RunCapability.Send, RunOperation.Send);
        options.Validate(Capabilities.Backend);
        return Transport.SendAsync(
            Resolve(run, RunOperation.Send), content, options with { MimeType = options.MimeType ?? MimeTypes.Bytes }, cancellationToken);
    }

    /// <summary>Opens a pipe for one object that is written step by step, for data that comes into being on the way (RocketRide protocol §5.3).</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="options">
    /// How; null, or without a MIME type, it is <c>application/octet-stream</c>. A producer that may pause for a minute needs <see cref="SendOptions.KeepAlive"/>.
    /// </param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The pipe. Complete it to hand the object over; dispose of it in any case.</returns>
    /// <exception cref="PipeFailedException">The run did not take the object.</exception>
    /// <exception cref="RunInvalidArgumentException">A pipe for text or questions cannot be kept alive.</exception>
    /// <exception cref="RunNotRunningException">The run has ended, or is being terminated or restarted by this client.</exception>
    /// <exception cref="RunNotFoundException">The server does not know the run.</exception>
    /// <exception cref="RunNotSupportedException">The transport has no pipes.</exception>
    public virtual Task<RunPipe> OpenPipeAsync(RunReference run, SendOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SendOptions();
        Capabilities.Require(RunCapability.OpenPipe, RunOperation.Send);
        options.Validate(Capabilities.Backend);
        return Transport.OpenPipeAsync(
            Resolve(run, RunOperation.Send), options with { MimeType = options.MimeType ?? MimeTypes.Bytes }, cancellationToken);
    }
}
