namespace RocketControl.Client.Transports.Feldera;

/// <summary>How a run was seen to be over.</summary>
/// <param name="Info">What the server says; null when the pipeline is not there any more, or has another run.</param>
internal sealed record FelderaEnd(FelderaPipelineInfo? Info)
{
    public bool IsReplaced { get; init; }
}
