namespace RocketControl.Client.Transports.Feldera;

/// <summary>How far checkpoints are (Feldera protocol §6).</summary>
/// <param name="SavedNumber">The newest that was saved; null for none.</param>
/// <param name="FailedNumber">The newest that failed; null for none.</param>
/// <param name="Error">Why that one failed; null for none.</param>
public sealed record FelderaCheckpointStatus(long? SavedNumber, long? FailedNumber, string? Error);
