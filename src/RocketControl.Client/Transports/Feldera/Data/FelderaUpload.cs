namespace RocketControl.Client.Transports.Feldera;

/// <summary>One upload: its body, and how far it is. What has begun is never sent again.</summary>
/// <param name="CreateBody">Makes the body; it tells of each piece, by its size, before the piece leaves.</param>
internal sealed record FelderaUpload(Func<Action<int>, HttpContent> CreateBody)
{
    /// <summary>The type of the body.</summary>
    public required string MimeType { get; init; }
}
