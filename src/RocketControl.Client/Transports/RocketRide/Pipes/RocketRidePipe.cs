using System.Text.Unicode;
using Microsoft.Extensions.Logging;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>An object that the user writes step by step. Each step has the whole time limit; the user may take as long as the server keeps the pipe.</summary>
internal sealed class RocketRidePipe(
    Run run, SendOptions options, DataPipe pipe, SendDeadline deadline, int largestPayload, SendGate sends, ILogger logger) : RunPipe(run, options.MimeType!)
{
    private bool _isReadable = true;
    private bool _wroteSomething;
    private bool _isOver;

    public override long? PipeId => pipe.Id;

    public override long BytesWritten => pipe.BytesWritten;

    public override bool TakesBytes => !LaneRules.TakesWholeDocuments(MimeType);

    protected override async Task WriteCoreAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (!TakesBytes)
        {
            _isReadable &= !LaneRules.IsText(MimeType) || Utf8.IsValid(data.Span);
            await WritePieceAsync(data, cancellationToken).ConfigureAwait(false);
            return;
        }
        for (var size = Math.Min(PipeWrites.UsualPiece, largestPayload); data.Length > 0; data = data[Math.Min(size, data.Length)..])
            await WritePieceAsync(data[..Math.Min(size, data.Length)], cancellationToken).ConfigureAwait(false);
    }

    protected override async Task<SendResult> CompleteCoreAsync(CancellationToken cancellationToken)
    {
        deadline.NoteProgress();
        var result = await pipe.CloseAsync(cancellationToken).ConfigureAwait(false);
        NoteOver();
        return EmptyResults.Explain(result, Run, options, _wroteSomething ? Math.Max(1, BytesWritten) : 0, _isReadable, logger);
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        await pipe.DisposeAsync().ConfigureAwait(false);
        NoteOver();
    }

    /// <summary>The object is in work no more. Steps come one after the other, so this needs no lock.</summary>
    private void NoteOver()
    {
        if (!_isOver)
            sends.Leave();
        _isOver = true;
    }

    private Task WritePieceAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        deadline.NoteProgress();
        _wroteSomething = true;
        return pipe.WriteAsync(piece, cancellationToken);
    }
}
