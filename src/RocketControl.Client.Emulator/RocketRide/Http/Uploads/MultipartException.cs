namespace RocketControl.Client.Emulator.RocketRide.Http.Uploads;

/// <summary>A multipart body that the server does not take.</summary>
internal sealed class MultipartException(string message) : Exception(message);
