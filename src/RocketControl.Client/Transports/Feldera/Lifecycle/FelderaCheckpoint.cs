namespace RocketControl.Client.Transports.Feldera;

/// <summary>A checkpoint that was asked for (Feldera protocol §6).</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Number">The checkpoint's number; later ones have higher numbers.</param>
/// <param name="Incarnation">The process that makes it; null when the server does not tell.</param>
public sealed record FelderaCheckpoint(string Pipeline, long Number, string? Incarnation);
