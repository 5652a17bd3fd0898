using System.Diagnostics.CodeAnalysis;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>
/// What addresses a VectorShift run: the pipeline's id and the run's, both are needed for every call. As text, which is <see cref="Run.Id"/>, they are joined by a
/// slash, each with its special characters percent-encoded: <c>pipeline/run</c>.
/// </summary>
/// <param name="PipelineId">The pipeline's id.</param>
/// <param name="RunId">The run's id.</param>
public sealed record VectorShiftRunId(string PipelineId, string RunId)
{
    /// <summary>Reads the text form.</summary>
    /// <param name="text">The text, such as <c>64f0c2/9d1e</c>.</param>
    /// <param name="id">The ids.</param>
    /// <returns>False when the text does not hold both ids.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out VectorShiftRunId? id)
    {
        id = null;
        if (text?.Split('/') is not [{ } pipeline, { } run] || string.IsNullOrWhiteSpace(pipeline) || string.IsNullOrWhiteSpace(run))
            return false;
        id = new VectorShiftRunId(Uri.UnescapeDataString(pipeline), Uri.UnescapeDataString(run));
        return true;
    }

    /// <summary>A handle on the run, for example to attach to it.</summary>
    public Run ToRun() => new(RunBackend.VectorShift, ToString()) { DisplayId = ToString(), Instance = RunId };

    /// <summary>The text form.</summary>
    public override string ToString() => $"{Uri.EscapeDataString(PipelineId)}/{Uri.EscapeDataString(RunId)}";

    /// <exception cref="RunInvalidArgumentException">The run's id does not hold both ids.</exception>
    internal static VectorShiftRunId Of(Run run, RunOperation operation)
    {
        if (!TryParse(run.Id, out var id))
        {
            throw new RunInvalidArgumentException(
                "A VectorShift run is addressed by the pipeline's id and the run's, written as pipeline/run. Pass the run that UseAsync returned, or "
                + "new VectorShiftRunId(pipelineId, runId).ToRun().", new RunErrorContext(RunBackend.VectorShift, operation));
        }
        Routes.CheckId(id.PipelineId, operation);
        Routes.CheckId(id.RunId, operation);
        return id;
    }
}
