using System.Globalization;

namespace RocketControl.Client.Emulator.Child;

/// <summary>What the emulator says on standard input. When it says no more it is gone, and so is the reason to live on.</summary>
internal sealed class Orders(TextReader orders, TextWriter output, bool ignoresTermination, TaskCompletionSource<int> ended)
{
    public async Task FollowAsync()
    {
        while (await orders.ReadLineAsync().ConfigureAwait(false) is { } order)
        {
            string[] words = order.Split(' ', 2);
            switch (words)
            {
                case ["exit", var code]:
                    ended.TrySetResult(int.Parse(code, CultureInfo.InvariantCulture));
                    break;
                case ["say", var text]:
                    await output.WriteLineAsync(text).ConfigureAwait(false);
                    break;
                case ["terminate"] when !ignoresTermination: // Where there are no signals.
                    ended.TrySetResult(0);
                    break;
            }
        }
        ended.TrySetResult(0);
    }
}
