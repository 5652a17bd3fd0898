namespace RocketControl.Client.Transports.RocketRide.Chat;

/// <summary>A document to answer from.</summary>
/// <param name="Content">Its text.</param>
/// <param name="ObjectId">The id of the object that it is part of; null leaves all metadata out.</param>
/// <param name="ChunkId">Which part of that object it is; used together with <paramref name="ObjectId"/>.</param>
public sealed record QuestionDocument(string Content, string? ObjectId = null, int ChunkId = 0);
