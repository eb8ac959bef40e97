package dev.marquee.serving.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** What one client has of the network: an IPv4 address, or the /64 block of an IPv6 address. */
final class AddressBlock {
  private static final int BLOCK_BYTES = 8;

  private AddressBlock() {}

  /** The block of a numeric address. */
  static String of(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return bytes.length <= BLOCK_BYTES
          ? address
          : HexFormat.of().formatHex(Arrays.copyOf(bytes, BLOCK_BYTES));
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
