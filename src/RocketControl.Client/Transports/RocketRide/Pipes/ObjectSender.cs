using System.Text.Unicode;
using Microsoft.Extensions.Logging;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Sends one content as one object: whole documents in one write, bytes in pieces, each taken before the next is read (RocketRide protocol §5.2, §5.3).</summary>
internal sealed class ObjectSender(RocketRideTransport transport, RocketRideOptions options, ILogger logger)
{
    public async Task<SendResult> SendAsync(Run run, RunContent content, SendOptions sendOptions, CancellationToken cancellationToken)
    {
        var deadline = new SendDeadline(sendOptions.Timeout ?? options.SendTimeout, renews: sendOptions.Timeout is null, options.TimeProvider);
        var reader = await content.OpenAsync(RunBackend.RocketRide, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            using var pieces = new ContentPieces(reader, deadline, options.TimeProvider, cancellationToken);
            var pipe = new DataPipe(transport, run, deadline, options.TimeProvider);
            await using (pipe.ConfigureAwait(false))
            {
                return LaneRules.TakesWholeDocuments(sendOptions.MimeType ?? "")
                    ? await SendWholeAsync(run, pieces, pipe, sendOptions, cancellationToken).ConfigureAwait(false)
                    : await SendInPiecesAsync(run, pieces, pipe, sendOptions, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async Task<RunPipe> OpenAsync(Run run, SendOptions sendOptions, SendGate sends, CancellationToken cancellationToken)
    {
        var takesBytes = !LaneRules.TakesWholeDocuments(sendOptions.MimeType ?? "");
        if (sendOptions.KeepAlive && !takesBytes)
        {
            throw new RunInvalidArgumentException(
                $"A pipe for {sendOptions.MimeType} cannot be kept alive: writing nothing would add an empty line or document. Leave SendOptions.KeepAlive off and write at "
                + "least once a minute, or collect the data and use SendAsync.",
                new RunErrorContext(RunBackend.RocketRide, RunOperation.Send));
        }
        var deadline = new SendDeadline(sendOptions.Timeout ?? options.SendTimeout, renews: true, options.TimeProvider);
        var pipe = new DataPipe(transport, run, deadline, options.TimeProvider);
        await pipe.OpenAsync(sendOptions, size: null, sendOptions.KeepAlive, cancellationToken).ConfigureAwait(false);
        return new RocketRidePipe(
            run, sendOptions, pipe, deadline, PipeWrites.LargestPayload(run.Id, options.MaxMessageBytes), sends, logger);
    }

    /// <summary>The document is read before the pipe is opened, so that a slow source cannot leave the pipe silent.</summary>
    private async Task<SendResult> SendWholeAsync(
        Run run, ContentPieces pieces, DataPipe pipe, SendOptions sendOptions, CancellationToken cancellationToken)
    {
        var limit = PipeWrites.LargestPayload(run.Id, options.MaxMessageBytes);
        if (pieces.Length > limit)
            throw TooLarge($"has {pieces.Length:N0} bytes");
        // A stream is not touched before there is a connection: if none can be had, another transport may still read it.
        await transport.Caller.EnsureConnectedAsync(RunOperation.Send, pieces.Remaining, cancellationToken).ConfigureAwait(false);
        var document = await pieces.NextAsync(limit + 1).ConfigureAwait(false);
        if (document.Length > limit)
            throw TooLarge("is larger");
        var length = document.Length;
        var isReadable = !LaneRules.IsText(sendOptions.MimeType!) || Utf8.IsValid(document.Span);

        await pipe.OpenAsync(sendOptions, length, keepsAlive: false, cancellationToken).ConfigureAwait(false);
        await AnnounceAsync(pipe, sendOptions, cancellationToken).ConfigureAwait(false);
        await pipe.WriteAsync(document, cancellationToken).ConfigureAwait(false);
        // Reading on tells the content that its piece was taken.
        await pieces.NextAsync(1).ConfigureAwait(false);
        var result = await pipe.CloseAsync(cancellationToken).ConfigureAwait(false);
        return EmptyResults.Explain(result, run, sendOptions, length, isReadable, logger);

        RunInvalidArgumentException TooLarge(string size) => new(
            $"An object of type {sendOptions.MimeType} goes in one message, of which {limit:N0} bytes are left for it, but this one {size}. Nothing was sent. Divide it into "
            + "several objects, raise RocketRideOptions.MaxMessageBytes up to the server's 250 MiB, or send it as application/octet-stream if the pipeline can parse it.",
            new RunErrorContext(RunBackend.RocketRide, RunOperation.Send));
    }

    private async Task<SendResult> SendInPiecesAsync(
        Run run, ContentPieces pieces, DataPipe pipe, SendOptions sendOptions, CancellationToken cancellationToken)
    {
        var size = Math.Min(PipeWrites.UsualPiece, PipeWrites.LargestPayload(run.Id, options.MaxMessageBytes));
        await pipe.OpenAsync(sendOptions, pieces.Length, sendOptions.KeepAlive, cancellationToken).ConfigureAwait(false);
        await AnnounceAsync(pipe, sendOptions, cancellationToken).ConfigureAwait(false);
        while (await pieces.NextAsync(size).ConfigureAwait(false) is { Length: > 0 } piece)
            await pipe.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
        var result = await pipe.CloseAsync(cancellationToken).ConfigureAwait(false);
        return EmptyResults.Explain(result, run, sendOptions, pipe.BytesWritten, isReadable: true, logger);
    }

    private static Task AnnounceAsync(DataPipe pipe, SendOptions sendOptions, CancellationToken cancellationToken) =>
        sendOptions.WhenOpen is { } whenOpen ? whenOpen(pipe.Id, cancellationToken) : Task.CompletedTask;
}
